using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Predictions;

/// <summary>How far a prediction looks ahead.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForecastHorizon>))]
public enum ForecastHorizon
{
    /// <summary>One hour in steps of five minutes: 12 steps.</summary>
    Hour = 0,

    /// <summary>One day in steps of an hour: 24 steps.</summary>
    Day = 1,

    /// <summary>One week in steps of an hour: 168 steps.</summary>
    Week = 2,
}
