using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>What an operator's instruction does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideKind>))]
public enum OverrideKind
{
    /// <summary>The reservation is exactly <see cref="Override.Value"/> units.</summary>
    [JsonStringEnumMemberName("pin-reservation")]
    PinReservation,

    /// <summary>The reservation is at least <see cref="Override.Value"/> units.</summary>
    [JsonStringEnumMemberName("reservation-floor")]
    ReservationFloor,

    /// <summary>The reservation is at most <see cref="Override.Value"/> units.</summary>
    [JsonStringEnumMemberName("reservation-ceiling")]
    ReservationCeiling,

    /// <summary>The allocation is exactly <see cref="Override.Value"/> units.</summary>
    [JsonStringEnumMemberName("pin-allocation")]
    PinAllocation,

    /// <summary>The priority tier is <see cref="Override.Value"/>.</summary>
    [JsonStringEnumMemberName("priority")]
    Priority,

    /// <summary>The guaranteed minimum is <see cref="Override.Value"/> units.</summary>
    [JsonStringEnumMemberName("guaranteed-minimum")]
    GuaranteedMinimum,

    /// <summary>Predicted demand is multiplied by <see cref="Override.Value"/> (1.3: thirty per cent more).</summary>
    [JsonStringEnumMemberName("demand-uplift")]
    DemandUplift,

    /// <summary>Reservation and allocation stay as they are.</summary>
    [JsonStringEnumMemberName("freeze")]
    Freeze,

    /// <summary>The account runs in <see cref="Override.Mode"/>.</summary>
    [JsonStringEnumMemberName("mode")]
    Mode,
}
