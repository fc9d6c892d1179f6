using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Api.Cycles;

/// <summary>One run of the loop with everything it decided.</summary>
public sealed record CycleReport(
    CycleId Id,
    CycleStatus Status,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    CycleSummary? Summary,
    string? Reason,
    IReadOnlyList<AccountDecision> Decisions);
