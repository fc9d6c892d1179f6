using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>Compares one prediction that is over with what came.</summary>
public static class PredictionJudge
{
    /// <summary>The level of the interval that is judged.</summary>
    public const double Level = 0.9;

    /// <summary>Seasonal naive repeats the day before.</summary>
    private static readonly TimeSpan Season = TimeSpan.FromDays(1);

    /// <summary>
    /// Seasonal naive says for each step what was used at the same time on the last day that lies wholly before the prediction's first step: it knows
    /// no more than the prediction did. Steps without known usage count for nothing.
    /// </summary>
    /// <param name="prediction">With an interval of <see cref="Level"/>.</param>
    /// <param name="usageAt">Usage in the step of the prediction's grid that begins at an instant; null where it is not known.</param>
    /// <exception cref="ArgumentException">The prediction has no such interval.</exception>
    public static OutcomeSums Judge(WorkloadPrediction prediction, Func<DateTimeOffset, double?> usageAt)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(usageAt);
        PredictionInterval interval = prediction.Intervals.FirstOrDefault(candidate => candidate.Level == Level)
            ?? throw new ArgumentException($"The prediction has no interval of level {Level}.", nameof(prediction));
        TimeSpan grid = ForecastHorizons.StepOf(prediction.Horizon);
        OutcomeSums sums = OutcomeSums.None;
        for (int step = 0; step < prediction.Mean.Count; step++)
        {
            DateTimeOffset at = prediction.FirstTimestamp + (grid * step);
            if (usageAt(at) is { } usage)
            {
                double error = prediction.Mean[step] - usage;
                double? naive = usageAt(SeasonBefore(at, prediction.FirstTimestamp));
                sums = sums.Add(new OutcomeSums
                {
                    Outcomes = 1,
                    Covered = interval.Lower[step] <= usage && usage <= interval.Upper[step] ? 1 : 0,
                    AbsoluteError = Math.Abs(error),
                    SignedError = error,
                    Usage = usage,
                    Compared = naive is null ? 0 : 1,
                    ComparedError = naive is null ? 0 : Math.Abs(error),
                    NaiveError = naive is { } repeated ? Math.Abs(repeated - usage) : 0,
                });
            }
        }

        return sums;
    }

    /// <summary>How far back <see cref="Judge"/> looks from the first step.</summary>
    public static TimeSpan LookBack => Season;

    private static DateTimeOffset SeasonBefore(DateTimeOffset at, DateTimeOffset origin)
    {
        long seasons = ((at - origin).Ticks / Season.Ticks) + 1;
        return at - (Season * seasons);
    }
}
