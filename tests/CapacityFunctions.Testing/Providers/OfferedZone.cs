namespace CapacityFunctions.Testing.Providers;

/// <summary>A zone of the world that a provider is tested in.</summary>
/// <param name="Zone">Its name.</param>
/// <param name="PricePerUnitHour">Price of one unit for an hour.</param>
/// <param name="Capacity">Units that exist, held ones included.</param>
public sealed record OfferedZone(string Zone, decimal PricePerUnitHour, decimal Capacity);
