namespace CapacityFunctions.Planning.Savings;

/// <summary>What was paid in a time, and what holding the peak would have cost.</summary>
/// <param name="Since">From when anything is known; null when nothing is.</param>
/// <param name="Cost">Paid, in the currency of the prices.</param>
/// <param name="ReservedUnitHours">Units held × hours.</param>
/// <param name="PeakDemand">The highest demand before the day, in units; null when none is known.</param>
/// <param name="PeakCost">Price of that many units over the same time; null when no peak is known.</param>
public sealed record StaticPeakComparison(
    DateTimeOffset? Since, decimal Cost, decimal ReservedUnitHours, double? PeakDemand, decimal? PeakCost)
{
    /// <summary>Below 0 when more was paid than the peak would have cost.</summary>
    public decimal? Saved => PeakCost - Cost;
}
