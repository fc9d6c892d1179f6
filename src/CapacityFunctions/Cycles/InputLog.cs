using CapacityFunctions.Planning.Cycles;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Messages about what a cycle could not read; event ids 1090 to 1099.</summary>
internal static partial class InputLog
{
    [LoggerMessage(1090, LogLevel.Error, "{CycleId} holds everything: the overrides can't be read: {Reason}")]
    internal static partial void OverridesUnreadable(this ILogger logger, CycleId cycleId, string reason);
}
