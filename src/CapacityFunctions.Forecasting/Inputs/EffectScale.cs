using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Where effects add up: in usage, or in the logarithm of usage + offset. The offset keeps a season's near-zero hours from ruling the fit.
/// </summary>
/// <param name="IsLogarithmic">An effect of 0.1 raises usage + offset by 10.5 %, instead of usage by 0.1.</param>
/// <param name="Offset">In units of usage, above 0 where logarithmic.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EffectScale(bool IsLogarithmic, double Offset)
{
    private const double OffsetShare = 0.1;

    /// <param name="history">Usage.</param>
    /// <param name="isMultiplicative">What is wanted; a history with negative or without positive values has no logarithm.</param>
    public static EffectScale Of(ReadOnlySpan<double> history, bool isMultiplicative)
    {
        double sum = 0;
        bool isNegative = false;
        foreach (double value in history)
        {
            sum += value;
            isNegative |= value < 0;
        }

        return isMultiplicative && !isNegative && sum > 0 ? new EffectScale(true, OffsetShare * sum / history.Length) : default;
    }

    public double ToScale(double value) => IsLogarithmic ? Math.Log(Math.Max(0, value) + Offset) : value;

    public double Remove(double value, double effect) => IsLogarithmic ? ((value + Offset) * Math.Exp(-effect)) - Offset : value - effect;

    public double Restore(double value, double effect) => IsLogarithmic ? ((value + Offset) * Math.Exp(effect)) - Offset : value + effect;

    /// <summary>What a deviation before the effect is after it.</summary>
    public double Stretch(double effect) => IsLogarithmic ? Math.Exp(effect) : 1;

    public void Write(StateWriter writer)
    {
        writer.WriteBoolean(IsLogarithmic);
        writer.WriteDouble(Offset);
    }

    public static EffectScale Read(StateReader reader) => new(reader.ReadBoolean(), reader.ReadDouble());
}
