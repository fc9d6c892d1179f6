using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>How the allocation came out.</summary>
public sealed record AllocatedFacts
{
    public required decimal Before { get; init; }

    public required decimal After { get; init; }

    /// <summary>By how much they differ, without sign.</summary>
    public required decimal Change { get; init; }

    public required int EffectivePriority { get; init; }

    /// <summary>What the priority is made of; null where that is not known any more.</summary>
    public PriorityParts? PriorityParts { get; init; }

    public decimal? Need { get; init; }

    public decimal? Floor { get; init; }

    public decimal? Lent { get; init; }

    public decimal? Borrowed { get; init; }

    public AllocationRule? Rule { get; init; }

    /// <summary>What moved it, in the words of the decision.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>True when nothing is carried out.</summary>
    public required bool IsRecommendation { get; init; }
}
