using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>Why a forecast is to be trusted less. Usage that is stale or missing is no doubt: it holds the account.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DoubtKind>))]
public enum DoubtKind
{
    /// <summary>The model's own confidence is low: too short a history, much of it missing, or a new level.</summary>
    [JsonStringEnumMemberName("lowConfidence")]
    LowConfidence = 0,

    /// <summary>No method did clearly better than repeating the last season.</summary>
    [JsonStringEnumMemberName("noSkill")]
    NoSkill = 1,

    /// <summary>Of late, outcomes fell outside the intervals too often.</summary>
    [JsonStringEnumMemberName("coverage")]
    Coverage = 2,

    /// <summary>Forecasts have become worse since the models were chosen.</summary>
    [JsonStringEnumMemberName("drift")]
    Drift = 3,

    /// <summary>An older or simpler model, or the usual value of a signal, stood in.</summary>
    [JsonStringEnumMemberName("fallback")]
    Fallback = 4,
}
