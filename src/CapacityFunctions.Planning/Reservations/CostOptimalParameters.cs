namespace CapacityFunctions.Planning.Reservations;

/// <summary>What the policies <see cref="ReservationPolicyNames.CostOptimal"/> and <see cref="ReservationPolicyNames.Pooled"/> weigh against the price.</summary>
/// <param name="ShortageCostPerUnitHour">What an hour without a needed unit costs; above 0.</param>
public sealed record CostOptimalParameters(decimal ShortageCostPerUnitHour)
{
    /// <summary>The probability of the demand quantile that pays: one more unit costs its price, and saves the shortage with the chance of being needed.</summary>
    /// <param name="pricePerUnitHour">0 or more.</param>
    /// <returns>Above 0, at most 1.</returns>
    public double ProbabilityAt(decimal pricePerUnitHour) => (double)(ShortageCostPerUnitHour / (ShortageCostPerUnitHour + pricePerUnitHour));
}
