using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>The units of the fit, which the priors refer to: time runs from 0 to 1 over the history, usage is divided by its largest magnitude.</summary>
/// <param name="Start">Days since 1970-01-01T00Z of the first step.</param>
/// <param name="Span">Days from the first to the last step, above 0.</param>
/// <param name="Floor">Subtracted from usage.</param>
/// <param name="Size">Divided by then; above 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProphetScale(double Start, double Span, double Floor, double Size)
{
    public static ProphetScale Of(ReadOnlySpan<double> days, ReadOnlySpan<double> history, double floor)
    {
        double largest = Math.Max(
            Math.Abs(TensorPrimitives.Max(history) - floor), Math.Abs(TensorPrimitives.Min(history) - floor));
        double span = days[^1] - days[0];
        return new ProphetScale(days[0], span > 0 ? span : 1, floor, largest > 0 ? largest : 1);
    }

    public double Time(double day) => (day - Start) / Span;

    public double ToScaled(double usage) => (usage - Floor) / Size;

    public double ToUsage(double scaled) => (scaled * Size) + Floor;

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(Start);
        writer.WriteDouble(Span);
        writer.WriteDouble(Floor);
        writer.WriteDouble(Size);
    }

    public static ProphetScale Read(StateReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
