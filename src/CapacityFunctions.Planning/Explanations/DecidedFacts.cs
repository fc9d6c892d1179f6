using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What was decided for the reservation, and what the provider answered.</summary>
public sealed record DecidedFacts
{
    public required OperatingMode Mode { get; init; }

    public required decimal ReservedBefore { get; init; }

    /// <summary>In the end; in Recommend mode what would be held.</summary>
    public required decimal ReservedAfter { get; init; }

    /// <summary>By how much they differ, without sign.</summary>
    public required decimal Change { get; init; }

    public required IReadOnlyDictionary<string, decimal> ByZoneAfter { get; init; }

    /// <summary>Name of the policy; null where it is not known any more.</summary>
    public string? Policy { get; init; }

    /// <summary>Why nothing could be decided; null when it could.</summary>
    public string? HoldReason { get; init; }

    /// <summary>What the rule saw and wanted, in the words of the decision.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public IReadOnlyList<OverrideFacts> Overrides { get; init; } = [];

    public IReadOnlyList<RequestFacts> Requests { get; init; } = [];

    public decimal Unmet { get; init; }
}
