namespace CapacityFunctions.Planning.Reservations;

/// <summary>What the provider offers in one availability zone.</summary>
/// <param name="Zone">The zone's name, such as <c>1</c>.</param>
/// <param name="PricePerUnitHour">Price of one unit for an hour; 0 or more.</param>
/// <param name="Available">Units that could be reserved on top of what is held; 0 or more.</param>
public sealed record ZoneOffer(string Zone, decimal PricePerUnitHour, decimal Available);
