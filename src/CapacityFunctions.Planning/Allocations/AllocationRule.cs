using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What decided an amount: the last rule without which it would be another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AllocationRule>))]
public enum AllocationRule
{
    /// <summary>The need is met.</summary>
    [JsonStringEnumMemberName("need")]
    Need,

    /// <summary>The need is below the floor, which the account keeps.</summary>
    [JsonStringEnumMemberName("floor")]
    Floor,

    /// <summary>All needs are met, and the rest served demand up to its upper bound.</summary>
    [JsonStringEnumMemberName("upper-demand")]
    UpperDemand,

    /// <summary>Capacity ends in the account's tier, which shares it by weighted max-min.</summary>
    [JsonStringEnumMemberName("shared-tier")]
    SharedTier,

    /// <summary>Capacity ends before the account's need above its floor is served.</summary>
    [JsonStringEnumMemberName("higher-tiers-first")]
    HigherTiersFirst,

    /// <summary>The business unit has reached its maximum.</summary>
    [JsonStringEnumMemberName("unit-maximum")]
    UnitMaximum,

    /// <summary>The floors alone exceed the capacity.</summary>
    [JsonStringEnumMemberName("floors-exceed-capacity")]
    FloorsExceedCapacity,

    /// <summary>What may move in one cycle is used up.</summary>
    [JsonStringEnumMemberName("max-shift")]
    MaxShift,

    /// <summary>The change is too small, or makes up for others that are.</summary>
    [JsonStringEnumMemberName("dead-band")]
    DeadBand,

    /// <summary>What was just given stays for a while, or makes up for what does.</summary>
    [JsonStringEnumMemberName("exempt")]
    Exempt,

    /// <summary>An operator says how much it is.</summary>
    [JsonStringEnumMemberName("pinned")]
    Pinned,

    /// <summary>The account is held or frozen and keeps what it has.</summary>
    [JsonStringEnumMemberName("held")]
    Held,
}
