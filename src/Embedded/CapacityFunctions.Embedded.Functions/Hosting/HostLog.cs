using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(3101, LogLevel.Information, "The Functions host serves {Address}")]
    public static partial void Serving(ILogger logger, Uri address);

    [LoggerMessage(3102, LogLevel.Information, "{Function}: [{Methods}] {Address} ({Level})")]
    public static partial void HttpFunction(ILogger logger, string function, string methods, string address, string level);

    [LoggerMessage(3103, LogLevel.Information, "{Function}: timer {Schedule}, next at {Next:yyyy-MM-dd HH:mm:ss}Z")]
    public static partial void TimerFunction(ILogger logger, string function, string schedule, DateTimeOffset next);

    [LoggerMessage(3104, LogLevel.Information, "{Function}: {Kind}")]
    public static partial void DurableFunction(ILogger logger, string function, string kind);

    [LoggerMessage(3105, LogLevel.Information, "The process that started this host is gone: stopping.")]
    public static partial void ParentGone(ILogger logger);

    [LoggerMessage(3106, LogLevel.Warning, "host.json: {Path} has no effect in the embedded host.")]
    public static partial void SettingWithoutEffect(ILogger logger, string path);

    [LoggerMessage(3107, LogLevel.Warning, "host.json: {Path} is no setting that a Functions host knows.")]
    public static partial void UnknownSetting(ILogger logger, string path);
}
