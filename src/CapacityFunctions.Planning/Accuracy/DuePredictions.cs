using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>
/// Which predictions are judged when an hour begins: one for each horizon, the newest that was made in the hour whose predictions have been over for at most
/// an hour. So usage has some minutes to arrive, and each prediction is judged in one hour only.
/// </summary>
public static class DuePredictions
{
    /// <summary>Hours that were missed are made up for when they are fewer than that.</summary>
    public const int MostHours = 6;

    private const int WeeklyEvery = 6;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The beginning of the hour that holds an instant; UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The hours to judge now, oldest first: those since the last one that was judged; this one alone where none was.</summary>
    /// <param name="judgedThrough">The last hour that was judged; null: none.</param>
    /// <param name="now">The cycle's scheduled time.</param>
    public static IReadOnlyList<DateTimeOffset> Hours(DateTimeOffset? judgedThrough, DateTimeOffset now)
    {
        DateTimeOffset last = HourOf(now);
        DateTimeOffset earliest = last - (Hour * (MostHours - 1));
        DateTimeOffset first = judgedThrough is not { } judged ? last : judged + Hour > earliest ? judged + Hour : earliest;
        List<DateTimeOffset> hours = [];
        for (DateTimeOffset hour = first; hour <= last; hour += Hour)
        {
            hours.Add(hour);
        }

        return hours;
    }

    /// <summary>Whether predictions of a horizon are judged in an hour: those of a week in every sixth, as each is 168 outcomes and nine days of usage.</summary>
    public static bool IsDue(ForecastHorizon horizon, DateTimeOffset hour) =>
        horizon != ForecastHorizon.Week || hour.UtcDateTime.Hour % WeeklyEvery == 0;

    /// <summary>The scheduled times [From, To) of the cycles whose predictions are judged in an hour.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) MadeBetween(ForecastHorizon horizon, DateTimeOffset hour)
    {
        DateTimeOffset to = hour - ForecastHorizons.LengthOf(horizon);
        return (to - Hour, to);
    }
}
