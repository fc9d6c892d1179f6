using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>What a doubt leads to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SafetyAction>))]
public enum SafetyAction
{
    /// <summary>Nothing: the forecast counts as any other.</summary>
    [JsonStringEnumMemberName("act")]
    Act = 0,

    /// <summary>The intervals are widened by <see cref="SafetyRules.WidenFactor"/>.</summary>
    [JsonStringEnumMemberName("widen")]
    Widen = 1,

    /// <summary>The policy may raise and not release; an operator's instruction and limits still may.</summary>
    [JsonStringEnumMemberName("noRelease")]
    NoRelease = 2,

    /// <summary>As if the account ran in Recommend mode, unless an operator's override sets its mode.</summary>
    [JsonStringEnumMemberName("recommend")]
    Recommend = 3,

    /// <summary>Nothing changes.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold = 4,
}
