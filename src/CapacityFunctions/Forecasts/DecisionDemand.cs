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
    /// <param name="group">The consolidated forecast for each horizon.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="leadTime">Which time it covers; null: the hour from now.</param>
    internal static PredictedDemand Of(IReadOnlyDictionary<ForecastHorizon, GroupForecast> group, DateTimeOffset now, LeadTimeParameters? leadTime) =>
        Of(
            DecisionWindow.StepsOf(leadTime, now, horizon => group[horizon].Demand.Start),
            range => group[range.Horizon].Demand.Peak(group[range.Horizon].Forecast, range.First, range.Count));

    /// <summary>The one step of the hour's forecast that a decision covers: only then its outcome is a single one. Null where it covers more.</summary>
    /// <param name="group">The consolidated forecast for each horizon.</param>
    /// <param name="now">When the decision is made; UTC.</param>
    /// <param name="leadTime">Which time it covers; null: the hour from now.</param>
    internal static int? SingleStep(IReadOnlyDictionary<ForecastHorizon, GroupForecast> group, DateTimeOffset now, LeadTimeParameters? leadTime) =>
        DecisionWindow.StepsOf(leadTime, now, horizon => group[horizon].Demand.Start) is [{ Horizon: ForecastHorizon.Hour, Count: 1 } only] ? only.First : null;

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
