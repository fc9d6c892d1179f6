namespace CapacityFunctions.Api.Overview;

/// <summary>How the system itself does.</summary>
/// <param name="Latest">The newest cycle, of whatever status; null when none was ever started.</param>
/// <param name="Decided">The newest cycle that has ended with decisions; null when there is none.</param>
/// <param name="DurationSeconds">From its start to its end.</param>
/// <param name="CyclesInDay">Cycles of the last 24 hours.</param>
/// <param name="MissedTicks">Ticks of the last 24 hours that no cycle came of.</param>
/// <param name="FailedCycles">Cycles of the last 24 hours that failed.</param>
/// <param name="FailedRequests">Changes that the provider refused in the last 24 hours.</param>
/// <param name="PendingRequests">Changes that the provider is at.</param>
public sealed record SystemState(
    CycleFacts? Latest,
    CycleFacts? Decided,
    double? DurationSeconds,
    int CyclesInDay,
    int MissedTicks,
    int FailedCycles,
    int FailedRequests,
    int PendingRequests);
