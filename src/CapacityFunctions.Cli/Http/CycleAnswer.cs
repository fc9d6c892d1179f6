using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Http;

/// <summary>One cycle as the system reports it: the cycle itself and what it decided.</summary>
internal sealed record CycleAnswer(
    CycleId Id,
    CycleStatus Status,
    string? StartedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    CycleSummary? Summary,
    string? Reason,
    IReadOnlyList<AccountDecision>? Decisions);
