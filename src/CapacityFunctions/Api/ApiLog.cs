using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api;

internal static partial class ApiLog
{
    [LoggerMessage(1311, LogLevel.Error, "{Function} failed (request {RequestId}).")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string requestId);
}
