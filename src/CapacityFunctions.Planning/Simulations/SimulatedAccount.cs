using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Simulations;

/// <summary>One account that a simulation replays.</summary>
public sealed record SimulatedAccount
{
    public required AccountId AccountId { get; init; }

    public required UsageTrace Usage { get; init; }

    /// <summary>The first bucket that counts; what lies before it is history only.</summary>
    public required int First { get; init; }

    /// <summary>The end of the buckets that count, exclusive.</summary>
    public required int End { get; init; }

    /// <summary>Never less than that is reserved; units.</summary>
    public decimal GuaranteedMinimum { get; init; }

    /// <summary>Whether the account takes part in a bucket.</summary>
    public bool Covers(int bucket) => bucket >= First && bucket < End;
}
