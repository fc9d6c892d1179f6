using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>One reservation as it was read, with its instance view.</summary>
internal sealed record HeldReservation
{
    private HeldReservation(CapacityReservationData data)
    {
        Trail = RequestTrail.Parse(data.Tags.TryGetValue(RequestTrail.Tag, out string? tag) ? tag : null);
        Tags = data.Tags.AsReadOnly();
        Allocated = data.InstanceView?.UtilizationInfo?.VirtualMachinesAllocated?.Count ?? 0;
        UnderWay = data.ProvisioningState is "Creating" or "Updating";
        Failed = data.ProvisioningState == "Failed";
        Quantity = data.InstanceView?.UtilizationInfo?.CurrentCapacity ?? WithoutView(data);
        Statuses = data.InstanceView?.Statuses ?? [];
    }

    /// <summary>Units that machines can be put on now: what is asked for only once the change has succeeded.</summary>
    internal long Quantity { get; }

    /// <summary>Machines that are allocated on it, of whichever subscription; may exceed the quantity.</summary>
    internal long Allocated { get; }

    internal bool UnderWay { get; }

    /// <summary>A change failed; the reservation cannot be used until its quantity is set back.</summary>
    internal bool Failed { get; }

    internal RequestTrail Trail { get; }

    internal IReadOnlyDictionary<string, string> Tags { get; }

    private IReadOnlyList<InstanceViewStatus> Statuses { get; }

    internal static HeldReservation From(CapacityReservationData data) => new(data);

    /// <summary>Why the last change failed.</summary>
    internal ProviderFailure Failure(FailureClass otherwise)
    {
        InstanceViewStatus? status = Statuses.FirstOrDefault(entry => entry.Level == ComputeStatusLevelType.Error);
        return AzureFailures.OfStatus(status?.Code, status?.Message, otherwise);
    }

    private long WithoutView(CapacityReservationData data) =>
        data.ProvisioningState == "Succeeded" ? data.Sku.Capacity ?? 0 : Trail.Newest?.Before ?? 0;
}
