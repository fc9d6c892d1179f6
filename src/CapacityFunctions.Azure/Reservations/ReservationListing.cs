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
internal sealed class ReservationListing(AzureConnection connection, ReservationGroups groups, ReservationWriter writer)
{
    private const int AtOnce = 8;

    internal async Task<IReadOnlyList<Reservation>> ListAsync(ResourceType resourceType, CancellationToken cancellationToken)
    {
        ConcurrentBag<Reservation> held = [];
        await Parallel.ForEachAsync(
            await groups.ListAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, cancellation) =>
            {
                foreach (Reservation reservation in await ReadAsync(entry.Account, entry.Group.Data, resourceType, cancellation))
                {
                    held.Add(reservation);
                }
            });
        return [.. held.OrderBy(reservation => reservation.AccountId).ThenBy(reservation => reservation.Zone, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Reservation>> ReadAsync(
        AccountId account, CapacityReservationGroupData listed, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ReservationPlace[] places =
        [
            .. listed.CapacityReservations
                .Select(reservation => ReservationNames.ZoneIn(reservation.Id.Name, resourceType.Value))
                .OfType<string>()
                .Select(zone => new ReservationPlace(account, resourceType.Value, zone)),
        ];
        if (places.Length == 0)
        {
            return [];
        }

        Response<CapacityReservationGroupResource> group = await connection.Group(listed.Name)
            .GetAsync(CapacityReservationGroupInstanceViewType.InstanceView, cancellationToken);
        IReadOnlyList<CapacityReservationInstanceViewWithName> views = group.Value.Data.InstanceViewCapacityReservations ?? [];
        List<Reservation> held = [];
        foreach (ReservationPlace place in places)
        {
            CapacityReservationUtilization? utilization = views
                .FirstOrDefault(view => string.Equals(view.Name, place.ReservationName, StringComparison.OrdinalIgnoreCase))?.UtilizationInfo;
            Reservation? reservation = utilization?.CurrentCapacity is { } quantity
                ? Of(place, quantity, utilization.VirtualMachinesAllocated?.Count ?? 0)
                : await ReadAsync(place, cancellationToken);
            if (reservation is { Quantity: > 0 })
            {
                held.Add(reservation);
            }
        }

        return held;
    }

    /// <summary>For a view without the number: taking it for 0 would have everything reserved a second time.</summary>
    private async Task<Reservation?> ReadAsync(ReservationPlace place, CancellationToken cancellationToken) =>
        await writer.FindAsync(place, cancellationToken) is { } held ? Of(place, held.Quantity, held.Allocated) : null;

    private static Reservation Of(ReservationPlace place, long quantity, long allocated) =>
        new(place.Account, new ResourceType(place.Size), place.Zone, quantity) { Allocated = allocated };
}
