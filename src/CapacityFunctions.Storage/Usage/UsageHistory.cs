using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Usage;

/// <summary>The usage of one series on the five-minute grid; buckets without an observation are left out.</summary>
public sealed record UsageHistory
{
    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>Starts of the buckets that have a value; UTC, rising, multiples of five minutes.</summary>
    public required ReadOnlyMemory<DateTimeOffset> Timestamps { get; init; }

    /// <summary>One for each timestamp, in resource units: the sum over zones of the highest observation of the bucket; finite.</summary>
    public required ReadOnlyMemory<double> Values { get; init; }

    /// <summary>
    /// Share of each zone in the last day that was read (the 24 hours up to the newest bucket); adds up to 1. Empty when no zone is known
    /// or nothing was used.
    /// </summary>
    public required IReadOnlyDictionary<string, double> ZoneShares { get; init; }

    /// <summary>The newest observation that was read; null when there is none.</summary>
    public required UsageObservation? Latest { get; init; }
}
