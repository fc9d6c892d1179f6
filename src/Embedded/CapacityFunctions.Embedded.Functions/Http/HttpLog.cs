using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Http;

internal static partial class HttpLog
{
    [LoggerMessage(3501, LogLevel.Error, "Function {Function} failed (invocation {InvocationId}).")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(3502, LogLevel.Debug, "Function {Function} answered {StatusCode} (invocation {InvocationId}).")]
    public static partial void Answered(ILogger logger, string function, int statusCode, string invocationId);
}
