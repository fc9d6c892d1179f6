namespace CapacityFunctions.Planning.Allocations;

/// <summary>How capacity is divided. Amounts and pool add up to the capacity, always.</summary>
/// <param name="Allocations">One for each account, by account id.</param>
/// <param name="Shifts">The fewest transfers that turn the current amounts into the new ones, in a fixed order.</param>
/// <param name="Unmet">Needs that the capacity does not cover.</param>
/// <param name="Pool">Units given to nobody.</param>
/// <param name="GuaranteesFeasible">False when the guaranteed minimums alone exceed the capacity.</param>
public sealed record AllocationResult(
    IReadOnlyList<AccountAllocation> Allocations,
    IReadOnlyList<Shift> Shifts,
    IReadOnlyList<UnmetNeed> Unmet,
    decimal Pool,
    bool GuaranteesFeasible);
