using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Api.Overview;

/// <summary>A cycle without its decisions.</summary>
public sealed record CycleFacts(
    CycleId Id,
    DateTimeOffset ScheduledAt,
    CycleStatus Status,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    CycleSummary? Summary,
    string? Reason)
{
    internal static CycleFacts? Of(Cycle? cycle) => cycle is null
        ? null
        : new CycleFacts(
            cycle.Id, cycle.Id.ScheduledAt, cycle.Status, cycle.StartedBy, cycle.StartedAt, cycle.EndedAt, cycle.Summary, cycle.Reason);
}
