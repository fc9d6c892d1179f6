using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(3401, LogLevel.Information, "Timer {Function} runs (past due: {IsPastDue}, invocation {InvocationId}).")]
    public static partial void Running(ILogger logger, string function, bool isPastDue, string invocationId);

    [LoggerMessage(3402, LogLevel.Information, "Timer {Function} has run in {Milliseconds} ms (invocation {InvocationId}).")]
    public static partial void Ran(ILogger logger, string function, long milliseconds, string invocationId);

    [LoggerMessage(3403, LogLevel.Error, "Timer {Function} failed (invocation {InvocationId}).")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(3404, LogLevel.Warning, "The status of timer {Function} was not written, so a missed tick may go unnoticed: {Reason}")]
    public static partial void StatusNotWritten(ILogger logger, string function, string reason);

    [LoggerMessage(3405, LogLevel.Warning, "Timer {Function} waits for its status: {Reason}")]
    public static partial void StatusNotRead(ILogger logger, string function, string reason);

    [LoggerMessage(3406, LogLevel.Warning, "Timer {Function} waited for {Due:yyyy-MM-dd HH:mm:ss}Z, but the clock was set back: it is next due at {Next:yyyy-MM-dd HH:mm:ss}Z.")]
    public static partial void ClockSetBack(ILogger logger, string function, DateTimeOffset due, DateTimeOffset next);
}
