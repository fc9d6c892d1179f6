namespace CapacityFunctions.Planning.Reservations;

/// <summary>What the policy <see cref="ReservationPolicyNames.CostOptimal"/> weighs against the price.</summary>
/// <param name="ShortageCostPerUnitHour">What an hour without a needed unit costs; above 0.</param>
public sealed record CostOptimalParameters(decimal ShortageCostPerUnitHour);
