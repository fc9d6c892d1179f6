using Azure;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Reads and writes single reservations, and waits for their operations within a bound.</summary>
internal sealed class ReservationWriter(AzureConnection connection, AzureProviderOptions options, AzureFailures failures, TimeProvider time)
{
    private const int RestoreAttempts = 3;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no such group or reservation.</summary>
    internal async Task<HeldReservation?> FindAsync(ReservationPlace place, CancellationToken cancellationToken)
    {
        try
        {
            Response<CapacityReservationResource> found = await connection.Reservation(place.GroupName, place.ReservationName)
                .GetAsync(CapacityReservationInstanceViewType.InstanceView, cancellationToken);
            return HeldReservation.From(found.Value.Data);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Makes a reservation. The zone is the provider subscription's.</summary>
    internal Task<WriteResult> CreateAsync(
        ReservationPlace place, string providerZone, RequestEntry entry, CancellationToken cancellationToken)
    {
        CapacityReservationData data = new(connection.Location, Sku(place, entry.Attempted))
        {
            Zones = { providerZone },
            Tags = { [RequestTrail.Tag] = RequestTrail.Parse(tag: null).With(entry).ToString() },
        };
        return CompleteAsync(
            async () => await connection.Group(place.GroupName).GetCapacityReservations()
                .CreateOrUpdateAsync(WaitUntil.Started, place.ReservationName, data, cancellationToken),
            cancellationToken);
    }

    /// <summary>Changes the quantity of a reservation; everything else stays.</summary>
    internal Task<WriteResult> UpdateAsync(
        ReservationPlace place, HeldReservation held, RequestEntry entry, CancellationToken cancellationToken)
    {
        CapacityReservationPatch patch = new() { Sku = Sku(place, entry.Attempted) };
        foreach ((string name, string value) in held.Tags)
        {
            patch.Tags[name] = value;
        }

        patch.Tags[RequestTrail.Tag] = held.Trail.With(entry).ToString();
        return CompleteAsync(
            async () => await connection.Reservation(place.GroupName, place.ReservationName)
                .UpdateAsync(WaitUntil.Started, patch, cancellationToken),
            cancellationToken);
    }

    /// <summary>Sets the quantity back to what is held, so that the reservation can be used again. Azure's own advice for a failed increase.</summary>
    /// <returns>Null once it is back; else why not.</returns>
    internal async Task<ProviderFailure?> RestoreAsync(
        ReservationPlace place, HeldReservation held, RequestEntry entry, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            switch (await UpdateAsync(place, held, entry with { Attempted = held.Quantity }, cancellationToken))
            {
                case WriteResult.Failed { Failure: var failure } when attempt == RestoreAttempts:
                    return failure;
                case WriteResult.Failed { Failure.RetryAfter: { } pause } failed when pause > UsualPause:
                    return failed.Failure;
                case WriteResult.Failed { Failure.RetryAfter: var pause }:
                    await Task.Delay(pause ?? ShortestPause, time, cancellationToken);
                    break;
                default:
                    // Accepted counts, too: until it has ended, Azure itself turns other changes away.
                    return null;
            }
        }
    }

    private static ComputeSku Sku(ReservationPlace place, long quantity) => new() { Name = place.Size, Capacity = quantity };

    private async Task<WriteResult> CompleteAsync(
        Func<Task<ArmOperation<CapacityReservationResource>>> start, CancellationToken cancellationToken)
    {
        long startedAt = time.GetTimestamp();
        try
        {
            ArmOperation<CapacityReservationResource> operation = await start();
            while (!operation.HasCompleted)
            {
                Response status = await operation.UpdateStatusAsync(cancellationToken);
                if (operation.HasCompleted)
                {
                    break;
                }

                TimeSpan left = options.OperationTimeout - time.GetElapsedTime(startedAt);
                if (left <= TimeSpan.Zero)
                {
                    return new WriteResult.UnderWay();
                }

                TimeSpan pause = failures.RetryAfter(status) ?? UsualPause;
                await Task.Delay(pause < left ? (pause > ShortestPause ? pause : ShortestPause) : left, time, cancellationToken);
            }

            return new WriteResult.Done();
        }
        catch (RequestFailedException refused) when (AzureFailures.IsRefusal(refused))
        {
            return new WriteResult.Failed(failures.Read(refused));
        }
    }
}
