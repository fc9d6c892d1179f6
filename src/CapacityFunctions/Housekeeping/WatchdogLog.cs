using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Housekeeping;

/// <summary>Messages of the watchdog; event ids 1720 to 1729.</summary>
internal static partial class WatchdogLog
{
    [LoggerMessage(1720, LogLevel.Information, "The watchdog looks every {Interval} for a cycle within {MissedAfter}")]
    internal static partial void WatchdogStarted(this ILogger logger, TimeSpan interval, TimeSpan missedAfter);

    /// <summary>The alert on missed ticks; what is monitored is this event id.</summary>
    [LoggerMessage(1721, LogLevel.Error, "No cycle since {Last:u}: the timer is silent, and the watchdog starts one ({Outcome}). Restart the app")]
    internal static partial void TimerSilent(this ILogger logger, DateTimeOffset last, string outcome);

    [LoggerMessage(1722, LogLevel.Warning, "Whether the watchdog is there can't be told")]
    internal static partial void WatchdogUnknown(this ILogger logger, Exception reason);
}
