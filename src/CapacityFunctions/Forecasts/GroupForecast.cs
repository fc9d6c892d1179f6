using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;

namespace CapacityFunctions.Forecasts;

/// <summary>The consolidated forecast of one horizon.</summary>
/// <param name="Demand">What the accounts add up to.</param>
/// <param name="Forecast">The same, calibrated by the group's own past forecasts.</param>
/// <param name="PastForecasts">How many these are.</param>
public sealed record GroupForecast(GroupDemand Demand, Forecast Forecast, int PastForecasts);
