using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations.Failures;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Messages of the loop; event ids 1000 to 1099.</summary>
internal static partial class CycleLog
{
    [LoggerMessage(1000, LogLevel.Warning, "The tick of {Now:u} came late; what was missed before it is not made up for")]
    internal static partial void TickCameLate(this ILogger logger, DateTimeOffset now);

    [LoggerMessage(1001, LogLevel.Information, "{CycleId} started by {StartedBy}")]
    internal static partial void CycleStarted(this ILogger logger, CycleId cycleId, string startedBy);

    [LoggerMessage(1002, LogLevel.Warning, "{CycleId} skipped: {Running} still runs")]
    internal static partial void CycleSkipped(this ILogger logger, CycleId cycleId, CycleId running);

    [LoggerMessage(1003, LogLevel.Warning, "{CycleId} abandoned: {Reason}")]
    internal static partial void CycleAbandoned(this ILogger logger, CycleId cycleId, string reason);

    [LoggerMessage(1004, LogLevel.Information, "{CycleId} {Status}: {Series} series, {Held} held, {Increases} raised, {Decreases} lowered, {Shifts} shifts")]
    internal static partial void CycleEnded(
        this ILogger logger, CycleId cycleId, CycleStatus status, int series, int held, int increases, int decreases, int shifts);

    [LoggerMessage(1005, LogLevel.Error, "{CycleId} failed: {Reason}")]
    internal static partial void CycleFailed(this ILogger logger, CycleId cycleId, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "Forecast of {AccountId} {ResourceType} fell back: {Reason}")]
    internal static partial void ForecastFellBack(this ILogger logger, string accountId, string resourceType, string reason);

    [LoggerMessage(1007, LogLevel.Warning, "Request {RequestId} was not granted whole, {FailureClass}: {Reason}")]
    internal static partial void RequestRefused(this ILogger logger, string requestId, FailureClass failureClass, string reason);

    [LoggerMessage(1008, LogLevel.Information, "Trained {AccountId} {ResourceType} on {Grid}: {Model}, confidence {Confidence}")]
    internal static partial void ModelTrained(this ILogger logger, string accountId, string resourceType, string grid, string model, string confidence);

    [LoggerMessage(1009, LogLevel.Warning, "The stored {Grid} model of {AccountId} {ResourceType} can't be read and is trained anew: {Reason}")]
    internal static partial void ModelUnreadable(this ILogger logger, string accountId, string resourceType, string grid, string reason);

    /// <summary>The alert on missing capacity; what is monitored is this event id.</summary>
    [LoggerMessage(1010, LogLevel.Warning, "{CycleId}: {Units} units of {ResourceType} stay unmet for {Accounts} accounts, most for {AccountId}: {Reason}")]
    internal static partial void CapacityUnmet(
        this ILogger logger, CycleId cycleId, decimal units, string resourceType, int accounts, string accountId, string reason);
}
