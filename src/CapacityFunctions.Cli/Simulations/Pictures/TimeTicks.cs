using System.Globalization;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>Where a time axis has its marks, and what they are called.</summary>
internal static class TimeTicks
{
    private const int MostTicks = 10;

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 5, 15, 30, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 7, 14, 28, 91, 364 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <param name="start">UTC.</param>
    /// <param name="end">After start.</param>
    /// <returns>At most ten, at round times: midnights, and Mondays from a week on.</returns>
    public static IEnumerable<(DateTimeOffset Time, string Label)> Between(DateTimeOffset start, DateTimeOffset end)
    {
        TimeSpan step = Steps.FirstOrDefault(candidate => (end - start) / candidate <= MostTicks, Steps[^1]);

        // 0001-01-01 was a Monday, so multiples of a week since then are Mondays.
        DateTimeOffset first = new(((start.UtcTicks + step.Ticks - 1) / step.Ticks) * step.Ticks, TimeSpan.Zero);
        string format = step >= TimeSpan.FromDays(1) ? "d MMM" : "d MMM HH:mm";
        for (DateTimeOffset time = first; time <= end; time += step)
        {
            yield return (time, time.ToString(format, CultureInfo.InvariantCulture));
        }
    }
}
