namespace CapacityFunctions.Planning.Simulations;

/// <summary>One policy over all of the time that counts.</summary>
public sealed record PolicyRun
{
    /// <summary>One of <see cref="SimulationPolicyNames"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>One for each account of the setting, in its order.</summary>
    public required IReadOnlyList<ReservationTrack> Accounts { get; init; }

    /// <summary>The accounts added up, bucket by bucket.</summary>
    public required ReservationTrack Group { get; init; }

    /// <summary>What each account comes to by itself; for a pool only what is reserved in its name.</summary>
    public required IReadOnlyList<ReservationCost> AccountCosts { get; init; }

    /// <summary>All together: of accounts that each use their own reservation the sum of their costs; of a pool the group's, as capacity moves to whoever needs it.</summary>
    public required ReservationCost Total { get; init; }
}
