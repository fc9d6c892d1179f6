namespace CapacityFunctions.Planning.Explanations;

/// <summary>What a cycle decided for all accounts of one resource type together.</summary>
public sealed record GroupFacts
{
    public required int Accounts { get; init; }

    /// <summary>Accounts for which nothing could be decided.</summary>
    public required int Held { get; init; }

    /// <summary>Accounts in Recommend mode; the sums below count what they really hold.</summary>
    public required int Recommended { get; init; }

    public required IReadOnlyList<HorizonFacts> Horizons { get; init; }

    public required decimal ReservedBefore { get; init; }

    public required decimal ReservedAfter { get; init; }

    /// <summary>By how much they differ, without sign.</summary>
    public required decimal Change { get; init; }

    /// <summary>Who gained most, largest first.</summary>
    public required IReadOnlyList<AccountChange> Gained { get; init; }

    /// <summary>Who lost most, largest first.</summary>
    public required IReadOnlyList<AccountChange> Lost { get; init; }

    public required decimal Unmet { get; init; }

    /// <summary>Who lacks most, largest first.</summary>
    public required IReadOnlyList<AccountChange> Lacking { get; init; }

    public required decimal CostPerHourBefore { get; init; }

    public required decimal CostPerHourAfter { get; init; }

    public required int HoursPerMonth { get; init; }

    public required decimal CostPerMonth { get; init; }
}
