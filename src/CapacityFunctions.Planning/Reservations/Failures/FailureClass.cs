using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>What kind of refusal a provider gave: it decides what is tried next, and when again.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureClass>))]
public enum FailureClass
{
    /// <summary>Nothing else is known of it.</summary>
    Unknown = 0,

    /// <summary>A quota of the family or the region is used up.</summary>
    Quota = 1,

    /// <summary>The zone has no more; another zone may have.</summary>
    ZoneFull = 2,

    /// <summary>The region has no more.</summary>
    RegionFull = 3,

    /// <summary>The resource type is not offered there.</summary>
    NotOffered = 4,

    /// <summary>Another operation is under way on the same object.</summary>
    Conflict = 5,

    /// <summary>Asked too often.</summary>
    Throttled = 6,

    /// <summary>The request can't succeed as it is: rights, names or settings are wrong.</summary>
    Invalid = 7,
}
