namespace CapacityFunctions.Planning.Reservations;

/// <summary>What the policies <see cref="ReservationPolicyNames.CostOptimal"/> and <see cref="ReservationPolicyNames.Pooled"/> weigh against the price.</summary>
/// <param name="ShortageCostPerUnitHour">What an hour without a needed unit costs; above 0.</param>
public sealed record CostOptimalParameters(decimal ShortageCostPerUnitHour);
