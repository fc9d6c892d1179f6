using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>One decision told as a person would ask for it, and the facts behind every sentence.</summary>
public sealed record Explanation
{
    /// <summary>Null for the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    public required CycleId CycleId { get; init; }

    /// <summary>When it was decided; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The decision in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>In the order of the questions.</summary>
    public required IReadOnlyList<ExplanationSection> Sections { get; init; }

    /// <summary>Every number that the sentences say.</summary>
    public required ExplanationFacts Facts { get; init; }
}
