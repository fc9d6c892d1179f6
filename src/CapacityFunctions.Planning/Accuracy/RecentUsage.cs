using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>The newest usage on both grids, as far back as judging predictions needs it.</summary>
/// <param name="Fine">Steps of five minutes, oldest first.</param>
/// <param name="Hourly">Highest usage in each hour, oldest first.</param>
public sealed record RecentUsage(IReadOnlyList<UsageStep> Fine, IReadOnlyList<UsageStep> Hourly)
{
    /// <summary>A prediction of an hour that began up to eight hours ago, and the day before it.</summary>
    private static readonly TimeSpan FineKept = TimeSpan.FromHours(34);

    /// <summary>A prediction of a week that began up to eight hours earlier, and the day before it.</summary>
    private static readonly TimeSpan HourlyKept = TimeSpan.FromHours(200);

    public static RecentUsage None { get; } = new([], []);

    /// <summary>Adds one step; a second time for the same step replaces the first.</summary>
    public RecentUsage With(ForecastHorizon horizon, UsageStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return horizon == ForecastHorizon.Hour
            ? this with { Fine = With(Fine, step, FineKept) }
            : this with { Hourly = With(Hourly, step, HourlyKept) };
    }

    /// <summary>Usage in the step that begins at an instant; null where it is not known.</summary>
    public double? At(ForecastHorizon horizon, DateTimeOffset instant) =>
        (horizon == ForecastHorizon.Hour ? Fine : Hourly).FirstOrDefault(step => step.At == instant)?.Value;

    private static UsageStep[] With(IReadOnlyList<UsageStep> steps, UsageStep step, TimeSpan kept) =>
        [.. steps.Where(known => known.At != step.At && known.At > step.At - kept).Append(step).OrderBy(known => known.At)];
}
