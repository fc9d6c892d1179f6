using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What bound a decision, and what would have.</summary>
public sealed record BoundFacts
{
    /// <summary>What stood in the way, in the words of the decision.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The terms under which it was decided; null where they are not known any more.</summary>
    public DecisionTerms? Terms { get; init; }

    /// <summary>Share of usage that is kept free above what runs, in per cent; null without one.</summary>
    public decimal? BufferPercent { get; init; }

    /// <summary>Probability of the bound of demand under which nothing is released, in per cent; null without one.</summary>
    public double? ReleaseFloorPercent { get; init; }
}
