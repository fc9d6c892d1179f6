using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Predictions;

/// <summary>Condenses predictions to what decisions look at: capacity has to cover the highest step.</summary>
public static class PredictionPeaks
{
    /// <summary>The highest mean and the highest bounds over the horizon; they may belong to different steps.</summary>
    /// <param name="prediction">At least one step.</param>
    /// <param name="level">Level of one of its intervals.</param>
    /// <exception cref="ArgumentException">The prediction has no interval of that level.</exception>
    public static HorizonPeak Of(WorkloadPrediction prediction, double level)
    {
        ArgumentNullException.ThrowIfNull(prediction);

        PredictionInterval interval = prediction.Intervals.FirstOrDefault(candidate => candidate.Level == level)
            ?? throw new ArgumentException($"The prediction has no interval of level {level}.", nameof(level));
        return new HorizonPeak(
            prediction.Horizon,
            prediction.Mean.Max(),
            level,
            interval.Lower.Max(),
            interval.Upper.Max(),
            prediction.Model,
            prediction.Confidence);
    }

    /// <summary>
    /// The demand over the time that a decision covers, from the steps alone: the bounds of the highest step lie a little below the true
    /// quantiles of the maximum. Whoever has past errors at hand takes <c>PeakDemand</c> of the forecasting library instead.
    /// </summary>
    /// <param name="prediction">The prediction of that time.</param>
    /// <param name="zoneShares">Where usage ran of late; adds up to 1, or empty.</param>
    public static PredictedDemand DemandOf(WorkloadPrediction prediction, IReadOnlyDictionary<string, double> zoneShares)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return DemandOf(prediction, new StepRange(prediction.Horizon, 0, prediction.Mean.Count)) with { ByZone = zoneShares };
    }

    /// <inheritdoc cref="DemandOf(WorkloadPrediction, IReadOnlyDictionary{string, double})"/>
    /// <param name="predictions">Of all horizons, in any order.</param>
    /// <param name="zoneShares">Where usage ran of late; adds up to 1, or empty.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="leadTime">Which time it covers; null: the hour from now.</param>
    public static PredictedDemand DemandOf(
        IReadOnlyList<WorkloadPrediction> predictions,
        IReadOnlyDictionary<string, double> zoneShares,
        DateTimeOffset now,
        LeadTimeParameters? leadTime)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Dictionary<ForecastHorizon, WorkloadPrediction> byHorizon = predictions.ToDictionary(prediction => prediction.Horizon);
        IReadOnlyList<StepRange> ranges = DecisionWindow.StepsOf(leadTime, now, horizon => byHorizon[horizon].FirstTimestamp);
        return Highest([.. ranges.Select(range => DemandOf(byHorizon[range.Horizon], range))]) with { ByZone = zoneShares };
    }

    /// <summary>The highest mean and bounds of several times together; their zones are those of the first.</summary>
    /// <param name="demands">At least one, all with the same levels in the same order.</param>
    public static PredictedDemand Highest(IReadOnlyList<PredictedDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(demands);
        return demands.Aggregate((left, right) => left with
        {
            Mean = Math.Max(left.Mean, right.Mean),
            Intervals =
            [
                .. left.Intervals.Zip(right.Intervals, (first, second) => new DemandInterval(
                    first.Level, Math.Max(first.Lower, second.Lower), Math.Max(first.Upper, second.Upper))),
            ],
        });
    }

    private static PredictedDemand DemandOf(WorkloadPrediction prediction, StepRange range) => new()
    {
        Mean = Highest(prediction.Mean, range),
        Intervals =
        [
            .. prediction.Intervals.Select(interval => new DemandInterval(
                interval.Level, Highest(interval.Lower, range), Highest(interval.Upper, range))),
        ],
    };

    private static double Highest(IReadOnlyList<double> values, StepRange range) => values.Skip(range.First).Take(range.Count).Max();
}
