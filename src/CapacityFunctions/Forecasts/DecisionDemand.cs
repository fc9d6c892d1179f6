using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Forecasts;

/// <summary>The demand that a decision has to cover, out of forecasts and how wrong they were in the past.</summary>
internal static class DecisionDemand
{
    /// <summary>Of one series.</summary>
    /// <param name="forecasts">A forecast and the past errors of its model for each horizon.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="leadTime">Which time it covers; null: the hour from now.</param>
    internal static PredictedDemand Of(
        IReadOnlyDictionary<ForecastHorizon, (Forecast Forecast, ErrorSamples Errors)> forecasts, DateTimeOffset now, LeadTimeParameters? leadTime) =>
        Of(
            DecisionWindow.StepsOf(leadTime, now, horizon => forecasts[horizon].Forecast.Start),
            range => PeakDemand.Of(forecasts[range.Horizon].Forecast, forecasts[range.Horizon].Errors, range.First, range.Count));

    /// <summary>Of the whole group.</summary>
    /// <param name="group">The sum of all accounts for each horizon.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="leadTime">Which time it covers; null: the hour from now.</param>
    internal static PredictedDemand Of(IReadOnlyDictionary<ForecastHorizon, GroupDemand> group, DateTimeOffset now, LeadTimeParameters? leadTime) =>
        Of(
            DecisionWindow.StepsOf(leadTime, now, horizon => group[horizon].Start),
            range => group[range.Horizon].Peak(range.First, range.Count));

    private static PredictedDemand Of(IReadOnlyList<StepRange> ranges, Func<StepRange, PeakDemand> peakOf) =>
        PredictionPeaks.Highest([.. ranges.Select(range => Words(peakOf(range)))]);

    private static PredictedDemand Words(PeakDemand peak) => new()
    {
        Mean = peak.Mean,
        Intervals =
        [
            .. PredictionMapping.Levels.Select(level =>
            {
                (double lower, double upper) = peak.Interval(level);
                return new DemandInterval(level, lower, upper);
            }),
        ],
    };
}
