using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>How the size of a rule's increase is given.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncreaseKind>))]
public enum IncreaseKind
{
    /// <summary>Percent of the current reservation; nothing when none is held.</summary>
    [JsonStringEnumMemberName("percent")]
    Percent = 0,

    /// <summary>Units.</summary>
    [JsonStringEnumMemberName("absolute")]
    Absolute = 1,

    /// <summary>As much as makes bound ÷ reservation equal the value.</summary>
    [JsonStringEnumMemberName("toRatio")]
    ToRatio = 2,
}
