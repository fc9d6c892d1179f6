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
    /// The demand over the time that a decision covers. The upper bound of the highest step is a little below the true quantile of the maximum
    /// over all steps; how much, calibration has to show.
    /// </summary>
    /// <param name="prediction">The prediction of that time.</param>
    /// <param name="zoneShares">Where usage ran of late; adds up to 1, or empty.</param>
    public static PredictedDemand DemandOf(WorkloadPrediction prediction, IReadOnlyDictionary<string, double> zoneShares)
    {
        ArgumentNullException.ThrowIfNull(prediction);

        return new PredictedDemand
        {
            Mean = prediction.Mean.Max(),
            Intervals = [.. prediction.Intervals.Select(interval => new DemandInterval(interval.Level, interval.Lower.Max(), interval.Upper.Max()))],
            ByZone = zoneShares,
        };
    }
}
