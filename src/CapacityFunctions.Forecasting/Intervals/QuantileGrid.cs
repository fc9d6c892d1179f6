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

    // Scores are stored in half precision; what lies farther out is just as unexpected.
    private const double LargestScore = 60_000;

    private static readonly double[] Scores = Array.ConvertAll(Levels, NormalDistribution.Quantile);

    public static int Count => Levels.Length;

    public static ReadOnlySpan<double> Probabilities => Levels;

    /// <summary>Standard normal quantiles of <see cref="Probabilities"/>.</summary>
    public static ReadOnlySpan<double> NormalScores => Scores;

    /// <summary>The quantiles of a normal distribution.</summary>
    public static void FillNormal(double mean, double deviation, Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = mean + (deviation * Scores[i]);
        }
    }

    /// <summary>Mean and standard deviation of the distribution whose quantile function is linear between the grid's probabilities and level beyond them.</summary>
    public static (double Mean, double Deviation) Moments(ReadOnlySpan<double> row)
    {
        double mean = (Levels[0] * row[0]) + ((1 - Levels[^1]) * row[^1]);
        for (int i = 1; i < row.Length; i++)
        {
            mean += (Levels[i] - Levels[i - 1]) * (row[i] + row[i - 1]) / 2;
        }

        double variance = (Levels[0] * Square(row[0] - mean)) + ((1 - Levels[^1]) * Square(row[^1] - mean));
        for (int i = 1; i < row.Length; i++)
        {
            double left = row[i - 1] - mean;
            double right = row[i] - mean;
            variance += (Levels[i] - Levels[i - 1]) * ((left * left) + (left * right) + (right * right)) / 3;
        }

        return (mean, Math.Sqrt(variance));
    }

    /// <summary>
    /// The quantile of a normal score, linear between the grid's, which is exact for a normal distribution. Beyond the grid a score is a
    /// distance in units of usage: the spread of a quiet week says nothing about how far a burst goes.
    /// </summary>
    /// <param name="quantiles">One a grid probability, ascending.</param>
    /// <param name="score">Any normal score.</param>
    /// <param name="tailUnit">Distance that one score covers beyond the grid, above 0.</param>
    public static double ValueAt(ReadOnlySpan<double> quantiles, double score, double tailUnit)
    {
        if (score <= Scores[0])
        {
            return quantiles[0] + ((score - Scores[0]) * tailUnit);
        }

        return score < Scores[^1] ? Linear(quantiles, score) : quantiles[^1] + ((score - Scores[^1]) * tailUnit);
    }

    /// <summary>The normal score of an outcome under a distribution: the inverse of <see cref="ValueAt"/>, standard normal if the distribution was right.</summary>
    /// <param name="quantiles">One a grid probability, ascending; where several coincide with the value the middle one counts.</param>
    /// <param name="value">Any outcome.</param>
    /// <param name="tailUnit">Distance that one score covers beyond the grid, above 0.</param>
    public static double ScoreOf(ReadOnlySpan<double> quantiles, double value, double tailUnit)
    {
        if (value < quantiles[0])
        {
            return Math.Max(-LargestScore, Scores[0] - ((quantiles[0] - value) / tailUnit));
        }

        if (value > quantiles[^1])
        {
            return Math.Min(LargestScore, Scores[^1] + ((value - quantiles[^1]) / tailUnit));
        }

        int first = 0;
        while (quantiles[first] < value)
        {
            first++;
        }

        if (quantiles[first] > value)
        {
            double share = (value - quantiles[first - 1]) / (quantiles[first] - quantiles[first - 1]);
            return Scores[first - 1] + (share * (Scores[first] - Scores[first - 1]));
        }

        int last = first;
        while (last + 1 < quantiles.Length && quantiles[last + 1] <= value)
        {
            last++;
        }

        return (Scores[first] + Scores[last]) / 2;
    }

    /// <summary>The quantile of a probability, linear in the normal score. Beyond the grid the outermost slope goes on.</summary>
    /// <param name="quantiles">One a grid probability, ascending.</param>
    /// <param name="probability">Inside (0, 1).</param>
    public static double Interpolate(ReadOnlySpan<double> quantiles, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        int exact = Array.BinarySearch(Levels, probability);
        return exact >= 0 ? quantiles[exact] : Linear(quantiles, NormalDistribution.Quantile(probability));
    }

    /// <summary>On the line through the two nearest quantiles.</summary>
    private static double Linear(ReadOnlySpan<double> quantiles, double score)
    {
        int right = Array.BinarySearch(Scores, score);
        if (right >= 0)
        {
            return quantiles[right];
        }

        right = Math.Clamp(~right, 1, Scores.Length - 1);
        double share = (score - Scores[right - 1]) / (Scores[right] - Scores[right - 1]);
        return quantiles[right - 1] + (share * (quantiles[right] - quantiles[right - 1]));
    }

    private static double Square(double value) => value * value;
}
