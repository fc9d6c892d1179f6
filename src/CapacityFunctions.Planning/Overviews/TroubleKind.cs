using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Overviews;

/// <summary>What is wrong with an account, worst first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TroubleKind>))]
public enum TroubleKind
{
    /// <summary>It needs more than there is.</summary>
    [JsonStringEnumMemberName("unmet")]
    Unmet = 0,

    /// <summary>The provider refused a change.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 1,

    /// <summary>Nothing is decided for it: its usage is stale or missing.</summary>
    [JsonStringEnumMemberName("held")]
    Held = 2,

    /// <summary>Its forecast fell back to an older model, to seasonal naive or to a usual value.</summary>
    [JsonStringEnumMemberName("fallback")]
    Fallback = 3,

    /// <summary>An operator has frozen it.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen = 4,
}
