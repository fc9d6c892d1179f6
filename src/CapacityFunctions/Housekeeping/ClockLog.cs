using CapacityFunctions.Planning.Cycles;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Housekeeping;

/// <summary>Messages about clocks; event ids 1730 to 1739.</summary>
internal static partial class ClockLog
{
    [LoggerMessage(1730, LogLevel.Warning, "{CycleId} starts though {Warning}")]
    internal static partial void ClocksDisagree(this ILogger logger, CycleId cycleId, string warning);

    [LoggerMessage(1731, LogLevel.Error, "{CycleId} does not start: {Newest} has been, and no other clock says that the time is right. Set the machine's clock")]
    internal static partial void ClockSteppedBack(this ILogger logger, CycleId cycleId, CycleId newest);
}
