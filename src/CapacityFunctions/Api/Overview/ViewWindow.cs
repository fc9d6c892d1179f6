using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Api.Overview;

/// <summary>How much of the past is shown beside a prediction, and at how many cycles of it decisions are looked up.</summary>
internal static class ViewWindow
{
    internal static TimeSpan PastOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => TimeSpan.FromHours(3),
        ForecastHorizon.Day => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    /// <summary>Decisions are read one by one, so a longer time is looked at in wider steps.</summary>
    internal static int EveryNthCycleOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => 1,
        ForecastHorizon.Day => 6,
        _ => 48,
    };
}
