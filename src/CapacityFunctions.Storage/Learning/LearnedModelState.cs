using System.Text.Json.Serialization;

namespace CapacityFunctions.Storage.Learning;

[JsonConverter(typeof(JsonStringEnumConverter<LearnedModelState>))]
public enum LearnedModelState
{
    /// <summary>Learned and not yet judged.</summary>
    Challenger = 0,

    /// <summary>In use.</summary>
    Champion = 1,

    /// <summary>Was in use until a better one came; may be returned to.</summary>
    Retired = 2,

    /// <summary>Was no better than the one in use; only its record is kept.</summary>
    Rejected = 3,

    /// <summary>Was in use until somebody went back to the one before; is never returned to.</summary>
    RolledBack = 4,
}
