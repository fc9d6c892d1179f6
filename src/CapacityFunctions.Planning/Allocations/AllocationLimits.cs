namespace CapacityFunctions.Planning.Allocations;

/// <summary>How much one run may move. The defaults bind nothing.</summary>
public sealed record AllocationLimits
{
    /// <summary>
    /// Units that may move between accounts in one run; null: as many as it takes. What guarantees, pins and maximums demand moves whatever
    /// this says, and uses it up first.
    /// </summary>
    public decimal? MaxShift { get; init; }

    /// <summary>An account whose amount would change by less keeps what it has; in units. Guarantees, pins and maximums are exempt.</summary>
    public decimal DeadBand { get; init; }
}
