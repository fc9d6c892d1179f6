using System.Globalization;
using NCrontab;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>When a timer fires.</summary>
internal sealed class TimerSchedule
{
    private readonly string _expression;
    private readonly CrontabSchedule? _crontab;
    private readonly TimeSpan _interval;
    private readonly TimeZoneInfo _zone;

    private TimerSchedule(string expression, CrontabSchedule? crontab, TimeSpan interval, TimeZoneInfo zone)
    {
        _expression = expression;
        _crontab = crontab;
        _interval = interval;
        _zone = zone;
    }

    /// <summary>Equal for schedules with the same ticks; the other way round does not hold.</summary>
    public string Identity => $"{_expression} {_zone.Id}";

    /// <param name="expression">NCRONTAB of six fields (or five, without seconds), or an interval above zero (<c>00:05:00</c>).</param>
    /// <param name="zone">The zone that the fields are read in.</param>
    /// <param name="place">Where the expression stands, for the message.</param>
    /// <exception cref="HostConfigurationException">It is neither.</exception>
    public static TimerSchedule Parse(string expression, TimeZoneInfo zone, string place)
    {
        if (expression.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
                ? new TimerSchedule(expression, crontab: null, interval, zone)
                : throw new HostConfigurationException($"{place}: '{expression}' is not an interval above zero.");
        }

        bool hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length == 6;
        try
        {
            return new TimerSchedule(
                expression, CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds }), default, zone);
        }
        catch (CrontabException malformed)
        {
            throw new HostConfigurationException($"{place}: '{expression}' is not a schedule: {malformed.Message}", malformed);
        }
    }

    /// <summary>The first tick after an instant, never the instant itself; in UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        if (_crontab is null)
        {
            return after.ToUniversalTime() + _interval;
        }

        DateTime local = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        while (true)
        {
            local = _crontab.GetNextOccurrence(local);
            DateTimeOffset next = ToUtc(local);

            // Where clocks go back, local times repeat: one that maps to the past has already been served.
            if (next > after)
            {
                return next;
            }
        }
    }

    /// <summary>True when two ticks can be less than a minute apart: for those the host keeps no status, as each would cost a write.</summary>
    public bool IsFasterThanAMinute(DateTimeOffset from)
    {
        DateTimeOffset first = Next(from);
        for (int tick = 0; tick < 3; tick++)
        {
            DateTimeOffset second = Next(first);
            if (second - first < TimeSpan.FromMinutes(1))
            {
                return true;
            }

            first = second;
        }

        return false;
    }

    public override string ToString() => _expression;

    private DateTimeOffset ToUtc(DateTime local)
    {
        // Where clocks go forward, an hour of local times does not exist: their ticks come at the end of the gap.
        DateTime existing = _zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(existing, _zone.GetUtcOffset(existing)).ToUniversalTime();
    }
}
