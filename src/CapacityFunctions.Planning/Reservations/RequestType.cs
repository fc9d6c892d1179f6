using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Reservations;

[JsonConverter(typeof(JsonStringEnumConverter<RequestType>))]
public enum RequestType
{
    Increase = 0,
    Decrease = 1,
}
