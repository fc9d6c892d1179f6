using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Zones;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Raises a reservation as far as offers, quotas and the zone allow.</summary>
internal sealed class ReservationIncrease(
    AzureProviderOptions options,
    ReservationWriter writer,
    ReservationRepair repair,
    ReservationGroups groups,
    SkuCatalogue skus,
    QuotaReader quotas,
    ZoneMaps zones,
    TimeProvider time)
{
    internal async Task<ProviderOutcome> RaiseAsync(
        ReservationPlace place, HeldReservation? held, RequestEntry wanted, CancellationToken cancellationToken)
    {
        SkuOffer? sku = await skus.FindAsync(place.Size, cancellationToken);
        string? providerZone = await zones.ToProviderAsync(options.SubscriptionOf(place.Account.Value), place.Zone, cancellationToken);
        if (sku is null || providerZone is null || !sku.Zones.Contains(providerZone, StringComparer.Ordinal))
        {
            return new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.NotOffered, FailureCodes.SkuNotAvailable, $"{place.Size} cannot be reserved in zone {place.Zone} of {options.Location}."));
        }

        IReadOnlyList<QuotaReading> readings = await quotas.ReadAsync(sku, cancellationToken);
        long reachable = (long)Math.Min(wanted.Target, (decimal)wanted.Before + QuotaReader.UnitsLeft(readings));
        ProviderFailure? failure = reachable < wanted.Target ? QuotaReader.Foresee(readings, wanted.Target - wanted.Before) : null;
        if (reachable <= wanted.Before)
        {
            return new ProviderOutcome.Refused(failure!);
        }

        if (await groups.EnsureAsync(place.Account, cancellationToken) is { } unshared)
        {
            return new ProviderOutcome.Refused(unshared);
        }

        return await StepDownAsync(place, held, wanted, providerZone, new Reach(reachable, failure), cancellationToken);
    }

    private async Task<ProviderOutcome> StepDownAsync(
        ReservationPlace place, HeldReservation? held, RequestEntry wanted, string providerZone, Reach reach, CancellationToken cancellationToken)
    {
        ProviderFailure? failure = reach.Failure;
        StepDown steps = new(wanted.Before, reach.Quantity, options.MaxAttempts);
        long startedAt = time.GetTimestamp();
        while (steps.Next() is { } attempt)
        {
            RequestEntry entry = wanted with { Attempted = attempt, Class = failure?.Class };
            WriteResult result = held is null
                ? await writer.CreateAsync(place, providerZone, entry, cancellationToken)
                : await writer.UpdateAsync(place, held, entry, cancellationToken);
            if (result is WriteResult.UnderWay)
            {
                return new ProviderOutcome.Pending(attempt, ReadyAt: null);
            }

            if (result is WriteResult.Failed { Failure: var refused })
            {
                failure = await repair.UndoAsync(place, entry with { Class = refused.Class }, refused, cancellationToken);
                steps.Refuse(attempt);
                if (refused.Class is not (FailureClass.ZoneFull or FailureClass.RegionFull))
                {
                    break;
                }
            }
            else
            {
                steps.Grant(attempt);
            }

            if (time.GetElapsedTime(startedAt) >= options.RequestTimeout)
            {
                break;
            }

            held = await writer.FindAsync(place, cancellationToken);
        }

        return (wanted with { Attempted = steps.Granted, Class = failure?.Class }).Outcome(failure);
    }

    /// <param name="Quantity">As far as quotas allow.</param>
    /// <param name="Failure">Why not further; null: they allow all of it.</param>
    private readonly record struct Reach(long Quantity, ProviderFailure? Failure);
}
