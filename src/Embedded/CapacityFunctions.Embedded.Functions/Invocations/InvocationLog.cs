using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Invocations;

internal static partial class InvocationLog
{
    [LoggerMessage(3601, LogLevel.Warning, "Function {Function} has ended, long after its time was up (invocation {InvocationId}).")]
    public static partial void EndedAfterTimeout(ILogger logger, string function, string invocationId);
}
