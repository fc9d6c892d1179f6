using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Housekeeping;

/// <summary>Messages of what is deleted by age; event ids 1700 to 1719.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(1700, LogLevel.Information, "Deleted {Rows} rows of {Kind} from before {Before:u}")]
    internal static partial void Deleted(this ILogger logger, int rows, RetentionKind kind, DateTimeOffset before);

    [LoggerMessage(1701, LogLevel.Warning, "Storage is too busy to delete {Kind}; the next night goes on: {Reason}")]
    internal static partial void StorageBusy(this ILogger logger, RetentionKind kind, string reason);

    [LoggerMessage(1702, LogLevel.Warning, "The night's {Steps} steps are done and {Kind} is not; the next night goes on")]
    internal static partial void StepsUsedUp(this ILogger logger, int steps, RetentionKind kind);

    [LoggerMessage(1703, LogLevel.Information, "Purged {Instances} orchestrations that began before {Before:u} and have ended")]
    internal static partial void HistoryPurged(this ILogger logger, int instances, DateTimeOffset before);

    [LoggerMessage(1704, LogLevel.Warning, "Nothing of cycles is deleted: none of the newest {Cycles} has completed")]
    internal static partial void NoCompletedCycle(this ILogger logger, int cycles);
}
