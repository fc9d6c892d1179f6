namespace CapacityFunctions.Planning.Reservations;

/// <summary>A change in one zone.</summary>
/// <param name="Zone">Where.</param>
/// <param name="RequestType">In which direction.</param>
/// <param name="Amount">By how many units; above 0.</param>
public sealed record ZoneRequest(string Zone, RequestType RequestType, decimal Amount);
