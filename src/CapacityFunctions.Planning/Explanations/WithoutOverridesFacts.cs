namespace CapacityFunctions.Planning.Explanations;

/// <summary>What would have been decided without overrides.</summary>
/// <param name="Reserved">Units reserved.</param>
/// <param name="CostPerHour">Their price for an hour.</param>
/// <param name="Unmet">Need that no capacity would cover.</param>
/// <param name="Allocated">Units allocated; null where nothing would be carried out.</param>
/// <param name="WithReserved">Units reserved with them.</param>
/// <param name="WithCostPerHour">The price of these for an hour.</param>
public sealed record WithoutOverridesFacts(
    decimal Reserved, decimal CostPerHour, decimal Unmet, decimal? Allocated, decimal WithReserved, decimal WithCostPerHour);
