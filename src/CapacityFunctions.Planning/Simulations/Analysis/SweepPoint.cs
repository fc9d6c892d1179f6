namespace CapacityFunctions.Planning.Simulations.Analysis;

/// <summary>One policy at one setting of the parameter that trades money for shortage; settled at the scenario's own costs.</summary>
/// <param name="Variant">The policy and its parameter.</param>
/// <param name="Total">What it came to.</param>
public sealed record SweepPoint(PolicyVariant Variant, ReservationCost Total);
