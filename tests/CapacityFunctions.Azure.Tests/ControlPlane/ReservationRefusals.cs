using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>Why a reservation's quantity is not set, in the service's codes and words.</summary>
internal static class ReservationRefusals
{
    internal static Reply? Always(ProviderFault fault) => fault switch
    {
        ProviderFault.Throttled => Reply.Error(429, "TooManyRequests", "The request is being throttled.") with
        {
            Headers = new() { ["Retry-After"] = $"{CapacityProviderConformance.RetryAfter.TotalSeconds:0}" },
        },
        ProviderFault.Conflict => Reply.Error(409, "Conflict", "Another operation is in progress on the reservation."),
        _ => null,
    };

    internal static (string Code, string Message)? Increase(ControlPlaneWorld world, ReservationState reservation, int more, ProviderFault? fault)
    {
        string physical = world.Physical(reservation.Zone);
        SkuState sku = world.Skus.Single(entry => entry.Name == reservation.Size);
        bool full = world.Stock.TryGetValue(physical, out int stock) && world.HeldIn(physical, reservation.Size) + more > stock;
        return fault switch
        {
            ProviderFault.ZoneFull => ZoneFull(),
            ProviderFault.RegionFull => ("AllocationFailed", "Allocation failed. We do not have sufficient capacity for the requested VM size in this region."),
            ProviderFault.QuotaExhausted => Quota(sku.Family, 100, 100, more * sku.Cores),
            ProviderFault.NotOffered => ("SkuNotAvailable", $"The requested VM size {reservation.Size} is not available in location '{ControlPlaneWorld.Location}'."),
            ProviderFault.FailedIncrease => ("InternalExecutionError", "An internal execution error occurred."),
            _ => OverQuota(world, sku, more) ?? (full ? ZoneFull() : null),
        };
    }

    private static (string, string)? OverQuota(ControlPlaneWorld world, SkuState sku, int more)
    {
        foreach ((string name, int limit) in world.QuotaLimits)
        {
            int used = world.UsedCores(name == "cores" ? null : name);
            if (used + (more * sku.Cores) > limit)
            {
                return Quota(name == "cores" ? "Total Regional" : name, limit, used, more * sku.Cores);
            }
        }

        return null;
    }

    private static (string, string) ZoneFull() => (
        "ZonalAllocationFailed",
        "Allocation failed. We do not have sufficient capacity for the requested VM size in this zone. Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance");

    private static (string, string) Quota(string name, int limit, int used, int required) => (
        "OperationNotAllowed",
        $"Operation could not be completed as it results in exceeding approved {name} Cores quota. Additional details - Deployment Model: Resource Manager, Location: {ControlPlaneWorld.Location}, "
        + $"Current Limit: {limit}, Current Usage: {used}, Additional Required: {required}, (Minimum) New Limit Required: {used + required}. "
        + "Submit a request for Quota increase at https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/%7B%22subscriptionId%22:%22x%22%7D by specifying parameters listed in the 'Details' section.");
}
