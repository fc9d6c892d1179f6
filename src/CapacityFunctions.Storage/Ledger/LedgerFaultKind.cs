using System.Text.Json.Serialization;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the ledger can be told to do wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LedgerFaultKind>))]
public enum LedgerFaultKind
{
    /// <summary>Refuses an increase: the zone is full.</summary>
    ZoneFull = 0,

    /// <summary>Refuses an increase: the region is full.</summary>
    RegionFull = 1,

    /// <summary>Refuses an increase: the quota is used up.</summary>
    Quota = 2,

    /// <summary>Refuses an increase: the resource type is not to be had in the zone.</summary>
    NotOffered = 3,

    /// <summary>Grants half of an increase, whole units rounded down, as if the zone had no more.</summary>
    Partial = 4,

    /// <summary>Refuses any change: asked too often.</summary>
    Throttled = 5,

    /// <summary>Refuses any change: another operation is under way.</summary>
    Conflict = 6,

    /// <summary>Carries a change out and throws <see cref="TimeoutException"/> instead of answering.</summary>
    TimeOut = 7,
}
