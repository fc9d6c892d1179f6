using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Hosting;

/// <summary>What bounds and moves the division of capacity; app settings <c>Capacity__Allocation__…</c>. Settings are bound onto copies of their own.</summary>
public sealed class AllocationOptions
{
    /// <summary>
    /// What bounds movement and lending. Default: a tenth of the capacity a cycle, changes of at least 5 %, a gain stays for 15 minutes, lending
    /// looks 60 minutes ahead.
    /// </summary>
    public AllocationLimits Limits { get; set; } = AllocationLimits.Standard with { };

    /// <summary>
    /// What raises accounts above their base priority. Default: a target that over a half of the samples of 30 minutes miss, until under a fifth does;
    /// demand a quarter above entitlement and usage, for 30 minutes; need that has been unmet for 30 minutes; at most 3 tiers.
    /// </summary>
    public PriorityRules Priorities { get; set; } = PriorityRules.Standard with { ServiceLevel = PriorityRules.Standard.ServiceLevel with { } };
}
