using System.Collections.Concurrent;
using Azure;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using ResourceType = CapacityFunctions.Planning.Accounts.ResourceType;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Lists what is held: one call for all groups, and one for each group that holds the size, since only its instance view has the truth.</summary>
internal sealed class ReservationListing(AzureConnection connection, ReservationGroups groups)
{
    private const int AtOnce = 8;

    internal async Task<IReadOnlyList<Reservation>> ListAsync(ResourceType resourceType, CancellationToken cancellationToken)
    {
        ConcurrentBag<Reservation> held = [];
        IEnumerable<(AccountId Account, CapacityReservationGroupResource Group)> holding = (await groups.ListAsync(cancellationToken))
            .Where(entry => entry.Group.Data.CapacityReservations.Any(
                reservation => ReservationNames.ZoneIn(reservation.Id.Name, resourceType.Value) is not null));
        await Parallel.ForEachAsync(
            holding,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, cancellation) =>
            {
                Response<CapacityReservationGroupResource> group = await connection.Group(entry.Group.Data.Name)
                    .GetAsync(CapacityReservationGroupInstanceViewType.InstanceView, cancellation);
                foreach (CapacityReservationInstanceViewWithName view in group.Value.Data.InstanceViewCapacityReservations ?? [])
                {
                    if (Read(entry.Account, resourceType, view) is { } reservation)
                    {
                        held.Add(reservation);
                    }
                }
            });
        return [.. held.OrderBy(reservation => reservation.AccountId).ThenBy(reservation => reservation.Zone, StringComparer.Ordinal)];
    }

    private static Reservation? Read(AccountId account, ResourceType resourceType, CapacityReservationInstanceViewWithName view)
    {
        int quantity = view.UtilizationInfo?.CurrentCapacity ?? 0;
        return quantity > 0 && ReservationNames.ZoneIn(view.Name, resourceType.Value) is { } zone
            ? new Reservation(account, resourceType, zone, quantity) { Allocated = view.UtilizationInfo?.VirtualMachinesAllocated?.Count ?? 0 }
            : null;
    }
}
