using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>Which end of a prediction interval a rule looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IntervalBound>))]
public enum IntervalBound
{
    [JsonStringEnumMemberName("upper")]
    Upper = 0,

    [JsonStringEnumMemberName("lower")]
    Lower = 1,
}
