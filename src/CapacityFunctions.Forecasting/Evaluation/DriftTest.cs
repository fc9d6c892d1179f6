using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>
/// Whether forecasts have become worse than they were: a one-sided rank-sum test (Mann &amp; Whitney 1947) of recent losses against earlier ones, and
/// a median at least half as large again. Ranks ask nothing about how losses are distributed.
/// </summary>
/// <remarks>
/// Asked after every forecast of a day (from the eighth to the twenty-second against eighteen earlier ones), it raises a false alarm on about one
/// day in 400 where losses are independent, and one in 20 where each goes with the last at a correlation of a half (simulated in the tests). A
/// false alarm costs one training. Losses three times as large are found on 99 days of 100, twice as large on 8 of 10.
/// </remarks>
/// <param name="RecentMedian">Median of the recent losses.</param>
/// <param name="EarlierMedian">Median of the earlier losses.</param>
/// <param name="Score">Standard normal if nothing has changed and losses are independent; higher when recent losses rank higher.</param>
public sealed record DriftTest(double RecentMedian, double EarlierMedian, double Score)
{
    /// <summary>Fewer losses on either side than this allow no judgement.</summary>
    public const int LeastLosses = 8;

    private const double Significance = 0.001;
    private const double LeastRatio = 1.5;
    private static readonly double CriticalScore = NormalDistribution.Quantile(1 - Significance);

    public bool HasDrifted => Score >= CriticalScore && RecentMedian >= LeastRatio * EarlierMedian;

    /// <param name="earlier">Losses of forecasts made when the model was chosen; finite.</param>
    /// <param name="recent">Losses of forecasts made since, of outcomes that don't overlap; finite.</param>
    /// <returns>Null with less than <see cref="LeastLosses"/> on either side.</returns>
    public static DriftTest? Of(ReadOnlySpan<double> earlier, ReadOnlySpan<double> recent)
    {
        if (earlier.Length < LeastLosses || recent.Length < LeastLosses)
        {
            return null;
        }

        double[] sortedEarlier = Sorted(earlier);
        double[] sortedRecent = Sorted(recent);
        return new DriftTest(SampleMedian.OfSorted(sortedRecent), SampleMedian.OfSorted(sortedEarlier), ScoreOf(sortedEarlier, sortedRecent));
    }

    /// <summary>
    /// U counts the pairs in which the recent loss is the larger one. Without a change its mean is n·m ÷ 2 and its variance n·m·(n + m + 1) ÷ 12
    /// less what ties take; from eight on each side it is close to normal.
    /// </summary>
    private static double ScoreOf(double[] earlier, double[] recent)
    {
        double larger = 0;
        foreach (double loss in recent)
        {
            foreach (double other in earlier)
            {
                larger += loss > other ? 1 : loss == other ? 0.5 : 0;
            }
        }

        double pairs = (double)earlier.Length * recent.Length;
        double count = earlier.Length + recent.Length;
        double ties = 0;
        foreach (IGrouping<double, double> tied in earlier.Concat(recent).GroupBy(loss => loss))
        {
            double size = tied.Count();
            ties += (size * size * size) - size;
        }

        double variance = pairs / 12 * (count + 1 - (ties / (count * (count - 1))));
        return variance > 0 ? (larger - (pairs / 2) - 0.5) / Math.Sqrt(variance) : 0;
    }

    private static double[] Sorted(ReadOnlySpan<double> losses)
    {
        double[] sorted = losses.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
