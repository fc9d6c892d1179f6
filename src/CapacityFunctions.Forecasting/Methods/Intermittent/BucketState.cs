using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <param name="Length">Steps of a bucket.</param>
/// <param name="Gain">Share of a new bucket in the level, in (0, 1).</param>
/// <param name="Level">Smoothed sum of a bucket.</param>
/// <param name="Sum">Of the bucket that is filling.</param>
/// <param name="Filled">Steps in it, below Length.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BucketState(int Length, double Gain, double Level, double Sum, int Filled)
{
    public double Mean => Level / Length;

    /// <summary>One step; a missing one counts as the mean.</summary>
    public BucketState Observe(double? value)
    {
        double sum = Sum + Math.Max(0, value ?? Mean);
        return Filled + 1 < Length
            ? this with { Sum = sum, Filled = Filled + 1 }
            : this with { Level = Level + (Gain * (sum - Level)), Sum = 0, Filled = 0 };
    }
}
