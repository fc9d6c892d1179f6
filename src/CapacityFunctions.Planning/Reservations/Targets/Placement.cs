using CapacityFunctions.Planning.Reservations.Zones;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Where an account's units go.</summary>
/// <param name="Split">Whole units by zone.</param>
/// <param name="Cost">Their price for an hour.</param>
/// <param name="Relaxed">Which rules on zones could not be kept.</param>
internal sealed record Placement(long[] Split, decimal Cost, ZoneRelaxation Relaxed);
