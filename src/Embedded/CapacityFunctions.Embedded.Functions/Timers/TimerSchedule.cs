using System.Globalization;
using NCrontab;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>When a timer fires.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Eight years and more: 29 February comes in them wherever the century turns.</summary>
    private static readonly (DateTime From, DateTime To) Probe = (new DateTime(2024, 1, 1), new DateTime(2033, 1, 1));

    private readonly string _expression;
    private readonly CrontabSchedule? _crontab;
    private readonly ZonedCrontab? _zoned;
    private readonly TimeSpan _interval;
    private readonly TimeZoneInfo _zone;

    private TimerSchedule(string expression, CrontabSchedule? crontab, TimeSpan interval, TimeZoneInfo zone)
    {
        _expression = expression;
        _crontab = crontab;
        _zoned = crontab is null ? null : new ZonedCrontab(crontab, zone);
        _interval = interval;
        _zone = zone;
    }

    /// <summary>Equal for schedules with the same ticks; the other way round does not hold.</summary>
    public string Identity => $"{_expression} {_zone.Id}";

    /// <param name="expression">NCRONTAB of six fields (or five, without seconds), or an interval above zero (<c>00:05:00</c>).</param>
    /// <param name="zone">The zone that the fields are read in.</param>
    /// <param name="place">Where the expression stands, for the message.</param>
    /// <exception cref="HostConfigurationException">It is neither, or names no day that ever comes.</exception>
    public static TimerSchedule Parse(string expression, TimeZoneInfo zone, string place)
    {
        if (expression.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
                ? new TimerSchedule(expression, crontab: null, interval, zone)
                : throw new HostConfigurationException($"{place}: '{expression}' is not an interval above zero.");
        }

        bool hasSeconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length == 6;
        CrontabSchedule crontab;
        try
        {
            crontab = CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds });
        }
        catch (CrontabException malformed)
        {
            throw new HostConfigurationException($"{place}: '{expression}' is not a schedule: {malformed.Message}", malformed);
        }

        return crontab.GetNextOccurrence(Probe.From, Probe.To) < Probe.To
            ? new TimerSchedule(expression, crontab, default, zone)
            : throw new HostConfigurationException($"{place}: '{expression}' never comes: no year has such a day.");
    }

    /// <summary>The first tick after an instant, never the instant itself; in UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _zoned?.Next(after) ?? after.ToUniversalTime() + _interval;

    /// <summary>
    /// True for an interval below a minute and for an expression that restricts nothing but seconds and has several of them: for those the host
    /// keeps no status, as each tick would cost a write.
    /// </summary>
    public bool IsFasterThanAMinute(DateTimeOffset from)
    {
        if (_crontab is null)
        {
            return _interval < Minute;
        }

        DateTimeOffset first = Next(from);
        return _crontab.ToString().Split(' ')[1..].All(field => field is "*") && Next(first) - first < Minute;
    }

    public override string ToString() => _expression;
}
