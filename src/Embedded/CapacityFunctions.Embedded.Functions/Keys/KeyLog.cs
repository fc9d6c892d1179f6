using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Keys;

internal static partial class KeyLog
{
    [LoggerMessage(1301, LogLevel.Warning, "The function keys can't be read from storage: {Reason} (keys read earlier: {HasKeys}).")]
    public static partial void Unreadable(ILogger logger, string reason, bool hasKeys);
}
