namespace CapacityFunctions.Planning.Reservations;

/// <summary>How far above what runs or is allocated a reservation stays; where both are given, the larger counts.</summary>
/// <param name="Units">Units; 0 or more.</param>
/// <param name="Share">Share of what runs: 0.1 is a tenth of it; 0 to 10.</param>
public sealed record CapacityBuffer(decimal Units = 0, decimal Share = 0);
