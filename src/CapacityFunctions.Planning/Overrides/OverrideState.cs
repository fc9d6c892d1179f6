using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>Where an instruction is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverrideState>))]
public enum OverrideState
{
    /// <summary>It has yet to begin.</summary>
    Scheduled = 0,

    Active = 1,

    /// <summary>It has expired or was cancelled.</summary>
    Ended = 2,
}
