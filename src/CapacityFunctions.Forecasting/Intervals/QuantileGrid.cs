using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>The probabilities at which predictive distributions are kept; those in between are interpolated.</summary>
internal static class QuantileGrid
{
    private static readonly double[] Levels =
    [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
        0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995,
    ];

    private static readonly double[] Scores = Array.ConvertAll(Levels, NormalDistribution.Quantile);

    public static int Count => Levels.Length;

    public static ReadOnlySpan<double> Probabilities => Levels;

    /// <summary>Standard normal quantiles of <see cref="Probabilities"/>.</summary>
    public static ReadOnlySpan<double> NormalScores => Scores;

    /// <summary>
    /// Linear in the normal score, which is exact for a normal distribution. Beyond the grid the outermost slope goes on.
    /// </summary>
    /// <param name="values">One value a grid probability, ascending.</param>
    /// <param name="probability">Inside (0, 1).</param>
    public static double Interpolate(ReadOnlySpan<double> values, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        int right = Array.BinarySearch(Levels, probability);
        if (right >= 0)
        {
            return values[right];
        }

        right = Math.Clamp(~right, 1, Levels.Length - 1);
        double score = NormalDistribution.Quantile(probability);
        double share = (score - Scores[right - 1]) / (Scores[right] - Scores[right - 1]);
        return values[right - 1] + (share * (values[right] - values[right - 1]));
    }
}
