using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Previews;

/// <summary>One decision in numbers.</summary>
/// <param name="Mode">In Recommend mode the other numbers are only shown.</param>
/// <param name="Reserved">Units held, over all zones.</param>
/// <param name="Allocated">Units that it may use.</param>
/// <param name="Unmet">Need that no capacity covers.</param>
/// <param name="CostPerHour">Price of <paramref name="Reserved"/> for an hour.</param>
public sealed record DecisionFigures(OperatingMode Mode, decimal Reserved, decimal Allocated, decimal Unmet, decimal CostPerHour);
