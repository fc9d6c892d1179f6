using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>Makes the usage of accounts of every size comparable: distance from the recent level in units of the usual change from day to day.</summary>
/// <param name="Level">Median of the recent past.</param>
/// <param name="Unit">Mean absolute change over a period, as seasonal naive errs in sample; above 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeriesScale(double Level, double Unit)
{
    // Of the level: usage that never changes still needs a unit.
    private const double SmallestShare = 1e-3;
    private const double Smallest = 1e-6;

    /// <param name="history">Oldest first, at least one value.</param>
    /// <param name="layout">Period and windows.</param>
    public static SeriesScale Of(ReadOnlySpan<double> history, FeatureLayout layout)
    {
        double level = SampleMedian.Of(history[Math.Max(0, history.Length - layout.LevelWindow)..]);
        double change = MeanChange(history, history.Length > layout.Period ? layout.Period : 1);
        return new SeriesScale(level, Math.Max(change, Math.Max(SmallestShare * Math.Abs(level), Smallest)));
    }

    public double Scale(double value) => (value - Level) / Unit;

    public double Restore(double scaled) => Level + (Unit * scaled);

    /// <summary>Sign and logarithm of 1 + the magnitude: bursts stay finite numbers for a network.</summary>
    public static float Compress(double scaled) => (float)Math.CopySign(Math.Log(1 + Math.Abs(scaled)), scaled);

    /// <summary>The inverse of <see cref="Compress"/>.</summary>
    public static double Expand(double compressed) => Math.CopySign(Math.Exp(Math.Abs(compressed)) - 1, compressed);

    private static double MeanChange(ReadOnlySpan<double> history, int lag)
    {
        double sum = 0;
        for (int i = lag; i < history.Length; i++)
        {
            sum += Math.Abs(history[i] - history[i - lag]);
        }

        return history.Length > lag ? sum / (history.Length - lag) : 0;
    }
}
