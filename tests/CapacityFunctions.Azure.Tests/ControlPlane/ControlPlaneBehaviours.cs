namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>Everything that the stand-in does, with its source. What is not here is refused, and fails the test.</summary>
/// <remarks>
/// "specs" is Azure/azure-rest-api-specs, "docs" learn.microsoft.com, "karpenter" Azure/karpenter-provider-azure. SDK rows carry the versions
/// that Azure.ResourceManager.Compute 1.2.0 sends. A row marked "assumed" has no public source: the real service may differ there.
/// </remarks>
internal static class ControlPlaneBehaviours
{
    private const string Arm = "https://management.azure.com";
    private const string Monitor = "https://metrics.monitor.azure.com";
    private const string Groups = "/subscriptions/{s}/resourceGroups/{rg}/providers/Microsoft.Compute/capacityReservationGroups";
    private const string QuotaGroup = "/providers/Microsoft.Quota/groupQuotas/{group}/resourceProviders/Microsoft.Compute";
    private const string Transfer = "/subscriptions/{donor}/providers/Microsoft.Compute/locations/{l}/providers/Microsoft.Quota/quotaTransfers/{name}";
    private static readonly string[] Sdk = ["2023-07-01"];
    private static readonly string[] Quota = ["2025-09-01"];
    private static readonly string[] Transfers = ["2026-09-01-preview"];

    internal static IReadOnlyList<Behaviour> All { get; } =
    [
        new("GET", "/subscriptions/{s}/locations", ["2022-12-01"], Arm,
            "Regions with availabilityZoneMappings (logicalZone, physicalZone), which differ between subscriptions.",
            "docs rest/api/resources/subscriptions/list-locations", LocationAnswers.List),
        new("GET", "/subscriptions/{s}/providers/Microsoft.Compute/skus", ["2021-07-01"], Arm,
            "Sizes of a region (the filter knows location eq '…' only) with zones, capabilities (CapacityReservationSupported, vCPUs) and restrictions.",
            "docs rest/api/compute/resource-skus/list; virtual-machines/capacity-reservation-create", ComputeAnswers.Skus),
        new("GET", "/subscriptions/{s}/providers/Microsoft.Compute/locations/{l}/usages", Sdk, Arm,
            "Cores in use and allowed, per family and for the region (cores). Reservations count from the moment they are asked for.",
            "docs rest/api/compute/usage/list; virtual-machines/capacity-reservation-overview (quota)", (world, _) => ComputeAnswers.Usages(world)),
        new("GET", Groups, Sdk, Arm,
            "Groups of a resource group with the ids of their reservations, in pages with nextLink.",
            "docs rest/api/compute/capacity-reservation-groups/list-by-resource-group", GroupAnswers.List),
        new("GET", Groups + "/{g}", ["2023-07-01", "2025-04-01"], Arm,
            "A group. instanceView has the utilisation of each reservation by name; sharingProfile is there from 2023-09-01 on.",
            "docs rest/api/compute/capacity-reservation-groups/get", GroupAnswers.Get),
        new("PUT", Groups + "/{g}", ["2025-04-01"], Arm,
            "Makes or replaces a group: zones are fixed at creation, the sharing list is replaced as a whole, at most 100 subscriptions.",
            "docs rest/api/compute/capacity-reservation-groups/create-or-update; virtual-machines/capacity-reservation-group-share", GroupAnswers.Put),
        new("GET", Groups + "/{g}/capacityReservations/{r}", Sdk, Arm,
            "A reservation; instanceView has currentCapacity, virtualMachinesAllocated and, after a failure, an error status.",
            "docs rest/api/compute/capacity-reservations/get; virtual-machines/capacity-reservation-modify", ReservationAnswers.Get),
        new("PUT", Groups + "/{g}/capacityReservations/{r}", Sdk, Arm,
            "Makes a reservation of n, all or nothing, 0 included; one for each size and zone of a group. 201 with Azure-AsyncOperation.",
            "docs rest/api/compute/capacity-reservations/create-or-update; virtual-machines/capacity-reservation-create", ReservationAnswers.Put),
        new("PATCH", Groups + "/{g}/capacityReservations/{r}", Sdk, Arm,
            "Sets the quantity, all or nothing. A failed increase ends as Failed and keeps currentCapacity; then only that quantity is taken (assumed). "
            + "A decrease always succeeds, even below what is allocated. While one operation runs, 409. Tags are replaced as a whole.",
            "docs rest/api/compute/capacity-reservations/update; virtual-machines/capacity-reservation-modify; virtual-machines/capacity-reservation-overallocate", ReservationAnswers.Patch),
        new("GET", "/subscriptions/{s}/providers/Microsoft.Compute/locations/{l}/operations/{o}", Sdk, Arm,
            "The state of an operation (InProgress, Succeeded, Failed with an error); with monitor=true 202 until the resource is there.",
            "docs azure-resource-manager/management/async-operations", ReservationAnswers.Operation),
        new("GET", "/providers/Microsoft.Management/managementGroups/{mg}" + QuotaGroup + "/groupQuotaLimits/{l}", Quota, Arm,
            "Limits of a quota group with availableLimit and allocatedToSubscriptions, in pages with nextLink.",
            "specs quota …/examples/2025-09-01/GroupQuotaLimits/ListGroupQuotaLimits-Compute.json", QuotaAnswers.List),
        new("PATCH", "/providers/Microsoft.Management/managementGroups/{mg}" + QuotaGroup + "/groupQuotaLimits/{l}", Quota, Arm,
            "Asks for an absolute limit of the group: 202 with Location and Retry-After 30.",
            "specs quota …/examples/2026-05-01-preview/GroupQuotaLimitsRequests/PatchGroupQuotaLimitsRequests-Compute.json", QuotaAnswers.Patch),
        new("GET", "/providers/Microsoft.Management/managementGroups/{mg}/subscriptions/{sub}" + QuotaGroup + "/quotaAllocations/{l}", Quota, Arm,
            "Limits of one subscription of the group by family, its own quota included, with shareableQuota.",
            "specs quota …/examples/2025-09-01/SubscriptionQuotaAllocation (list); docs quotas/quota-groups (limit is the subscription's absolute limit)", QuotaAnswers.Subscription),
        new("PATCH", "/providers/Microsoft.Management/managementGroups/{mg}/subscriptions/{sub}" + QuotaGroup + "/quotaAllocations/{l}", Quota, Arm,
            "Sets the absolute limit of one subscription: 202 with Location and Retry-After 30. Only unused quota moves, and no more than the group has: "
            + "else the operation fails (assumed). Another limit while one is under way: 409 (assumed); the same one: the same operation (assumed).",
            "specs quota …/examples/2025-09-01/SubscriptionQuotaAllocationRequests/PatchSubscriptionQuotaAllocationRequest-Compute.json", QuotaAnswers.Patch),
        new("GET", "/providers/Microsoft.Management/managementGroups/{mg}/providers/Microsoft.Quota/groupQuotas/{group}/groupQuotaOperationsStatus/{o}", Quota, Arm,
            "202 with Retry-After while it runs, then properties.provisioningState.",
            "docs quotas/quota-groups (track the status); path of the body assumed", QuotaAnswers.Operation),
        new("GET", Transfer, Transfers, Arm,
            "A transfer with transferStatus; provisioningState says only that it was stored.",
            "specs quota …/Quota/transfer-models.tsp; examples/2026-09-01-preview/QuotaTransfers/QuotaTransfers_Get.json", TransferAnswers.Get),
        new("PUT", Transfer, Transfers, Arm,
            "Asks for a transfer of an amount: 201; a second one for the same pair and family: 409. The same name again: 409 always here; the specification "
            + "says only for another body. displayName and billingAccountId are required.",
            "specs quota …/Quota/QuotaTransfer.tsp and transfer-models.tsp (destinationSubscriptionId; examples of older commits: destinationSubscription)", TransferAnswers.Put),
        new("POST", "/subscriptions/{s}/metrics:getBatch", ["2023-10-01"], Monitor,
            "A metric of up to 50 resources of one subscription, region and type.",
            "docs rest/api/monitor/metrics-batch/batch", (_, call) => MetricsAnswers.Batch(call)),
        new("GET", "/api/retail/prices", ["2023-01-01-preview"], null,
            "Prices, without identity, filter values with their case, in pages with NextPageLink.",
            "docs rest/api/cost-management/retail-prices/azure-retail-prices", PriceAnswers.List),
    ];
}
