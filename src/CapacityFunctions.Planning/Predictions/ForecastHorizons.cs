namespace CapacityFunctions.Planning.Predictions;

/// <summary>Lengths, grids and names of the horizons.</summary>
public static class ForecastHorizons
{
    public static IReadOnlyList<ForecastHorizon> All { get; } = [ForecastHorizon.Hour, ForecastHorizon.Day, ForecastHorizon.Week];

    public static TimeSpan StepOf(ForecastHorizon horizon) =>
        horizon == ForecastHorizon.Hour ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(1);

    public static int StepsOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => 12,
        ForecastHorizon.Day => 24,
        ForecastHorizon.Week => 168,
        _ => throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "Unknown horizon."),
    };

    /// <summary>The ISO 8601 duration: <c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</summary>
    public static TimeSpan LengthOf(ForecastHorizon horizon) => StepOf(horizon) * StepsOf(horizon);

    public static string NameOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => "PT1H",
        ForecastHorizon.Day => "P1D",
        ForecastHorizon.Week => "P7D",
        _ => throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "Unknown horizon."),
    };

    public static bool TryParse(string? name, out ForecastHorizon horizon)
    {
        int index = All.ToList().FindIndex(candidate => string.Equals(NameOf(candidate), name, StringComparison.Ordinal));
        horizon = index >= 0 ? All[index] : default;
        return index >= 0;
    }
}
