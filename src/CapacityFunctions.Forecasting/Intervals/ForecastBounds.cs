using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// What a single method may claim about a series: a guard against extrapolated trends and exploding variances, derived from the history.
/// </summary>
/// <param name="SmallestDeviation">Above 0: a method that saw a constant would otherwise make any later change infinite.</param>
/// <param name="LargestDeviation">The range of the history: beyond it a deviation says only that nothing is known.</param>
/// <param name="Lowest">One range below the lowest value seen.</param>
/// <param name="Highest">One range above the highest value seen.</param>
/// <param name="TailUnit">In-sample error of seasonal naive: what outcomes beyond a distribution are measured in, above 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ForecastBounds(double SmallestDeviation, double LargestDeviation, double Lowest, double Highest, double TailUnit)
{
    private const double SmallestShareOfScale = 0.05;

    // For a history without errors: small, and large enough that a score of half precision reaches several times the history's highest value.
    private const double SmallestTailShare = 1e-4;

    /// <param name="history">At least one value.</param>
    /// <param name="scale">In-sample error of seasonal naive.</param>
    public static ForecastBounds Of(ReadOnlySpan<double> history, double scale)
    {
        (double lowest, double highest) = (TensorPrimitives.Min(history), TensorPrimitives.Max(history));
        double size = 1 + Math.Max(Math.Abs(lowest), Math.Abs(highest));
        double smallest = Math.Max(SmallestShareOfScale * scale, 1e-9 * size);
        double range = Math.Max(highest - lowest, smallest);
        return new ForecastBounds(smallest, range, lowest - range, highest + range, Math.Max(scale, SmallestTailShare * size));
    }

    public double Deviation(double claimed) => Math.Clamp(claimed, SmallestDeviation, LargestDeviation);

    public double Mean(double claimed) => Math.Clamp(claimed, Lowest, Highest);

    /// <summary>Bounds that hold for a new observation too: a level that usage has reached may be forecast.</summary>
    public ForecastBounds Including(double value)
    {
        double range = LargestDeviation;
        return this with { Lowest = Math.Min(Lowest, value - range), Highest = Math.Max(Highest, value + range) };
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(SmallestDeviation);
        writer.WriteDouble(LargestDeviation);
        writer.WriteDouble(Lowest);
        writer.WriteDouble(Highest);
        writer.WriteDouble(TailUnit);
    }

    public static ForecastBounds Read(StateReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    /// <summary>Reads what version 1 of the state held, which had no unit of tails.</summary>
    public static ForecastBounds ReadVersion1(StateReader reader)
    {
        ForecastBounds bounds = new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), 1);
        return bounds with { TailUnit = Math.Max(bounds.SmallestDeviation / SmallestShareOfScale, SmallestTailShare * (1 + Math.Abs(bounds.Highest))) };
    }
}
