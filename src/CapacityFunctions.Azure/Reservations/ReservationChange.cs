using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Zones;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Carries out one request for an absolute quantity, or finds out what became of it.</summary>
internal sealed class ReservationChange(
    AzureProviderOptions options,
    ReservationWriter writer,
    ReservationGroups groups,
    SkuCatalogue skus,
    QuotaReader quotas,
    ZoneMaps zones,
    TimeProvider time)
{
    internal async Task<ProviderOutcome> SetAsync(ReservationPlace place, string requestId, long target, CancellationToken cancellationToken)
    {
        string key = RequestTrail.KeyOf(requestId);
        HeldReservation? held = await writer.FindAsync(place, cancellationToken);
        if (held?.Trail.Find(key, target) is { } entry && await SettleAsync(place, held, entry, cancellationToken) is { } settled)
        {
            return settled;
        }

        if (held is { Failed: true })
        {
            if (await HealAsync(place, held, cancellationToken) is { } unusable)
            {
                return new ProviderOutcome.Refused(unusable);
            }

            held = await writer.FindAsync(place, cancellationToken);
        }

        RequestEntry wanted = new(key, held?.Quantity ?? 0, target, target, Class: null);
        return target > wanted.Before ? await RaiseAsync(place, held, wanted, cancellationToken)
            : target < wanted.Before ? await LowerAsync(place, held!, wanted, cancellationToken)
            : new ProviderOutcome.Applied(target);
    }

    /// <summary>The outcome of a request that has left its trace; null when somebody has undone it since, so that it is carried out again.</summary>
    private async Task<ProviderOutcome?> SettleAsync(
        ReservationPlace place, HeldReservation held, RequestEntry entry, CancellationToken cancellationToken)
    {
        if (held.Trail.Newest != entry)
        {
            return entry.Outcome();
        }

        if (held.UnderWay)
        {
            return new ProviderOutcome.Pending(entry.Attempted, ReadyAt: null);
        }

        if (!held.Failed)
        {
            return held.Quantity == entry.Attempted ? entry.Outcome() : null;
        }

        ProviderFailure failure = held.Failure(entry.Class ?? FailureClass.Unknown);
        RequestEntry ended = entry with { Attempted = held.Quantity, Class = failure.Class };
        ProviderFailure? unusable = await writer.RestoreAsync(place, held, ended, cancellationToken);
        return ended.Outcome(unusable is null ? failure : NotRestored(failure, unusable, held.Quantity));
    }

    /// <summary>A change of an earlier request failed and nobody has set it back.</summary>
    private async Task<ProviderFailure?> HealAsync(ReservationPlace place, HeldReservation held, CancellationToken cancellationToken)
    {
        FailureClass known = held.Failure(FailureClass.Unknown).Class;
        RequestEntry earlier = held.Trail.Newest is { } newest
            ? newest with { Class = known }
            : new RequestEntry(RequestTrail.KeyOf("unknown"), held.Quantity, held.Quantity, held.Quantity, known);
        return await writer.RestoreAsync(place, held, earlier, cancellationToken);
    }

    private async Task<ProviderOutcome> LowerAsync(
        ReservationPlace place, HeldReservation held, RequestEntry wanted, CancellationToken cancellationToken)
    {
        // Azure would let it pass and leave the machines without their guarantee.
        long floor = held.Allocated == 0 ? 0 : held.Allocated + options.AllocatedBuffer;
        if (wanted.Target < floor)
        {
            return new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.Invalid,
                "BelowAllocated",
                $"{held.Allocated} units are allocated and {options.AllocatedBuffer} stay free: {wanted.Target} would be below {floor}."));
        }

        return await writer.UpdateAsync(place, held, wanted, cancellationToken) switch
        {
            WriteResult.Failed { Failure: var failure } => new ProviderOutcome.Refused(await UndoAsync(place, wanted, failure, cancellationToken)),
            WriteResult.UnderWay => new ProviderOutcome.Pending(wanted.Target, ReadyAt: null),
            _ => new ProviderOutcome.Applied(wanted.Target),
        };
    }

    private async Task<ProviderOutcome> RaiseAsync(
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
                failure = await UndoAsync(place, entry with { Class = refused.Class }, refused, cancellationToken);
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

    /// <summary>Sets back what a refused change has left behind: nothing where Azure refused at the door.</summary>
    private async Task<ProviderFailure> UndoAsync(
        ReservationPlace place, RequestEntry entry, ProviderFailure failure, CancellationToken cancellationToken)
    {
        HeldReservation? left = await writer.FindAsync(place, cancellationToken);
        return left is { Failed: true } && await writer.RestoreAsync(place, left, entry, cancellationToken) is { } unusable
            ? NotRestored(failure, unusable, left.Quantity)
            : failure;
    }

    private static ProviderFailure NotRestored(ProviderFailure failure, ProviderFailure unusable, long quantity) => failure with
    {
        Message = $"{failure.Message} The reservation could not be set back to {quantity} yet ({unusable.Code}); the next request does it.",
    };

    /// <param name="Quantity">As far as quotas allow.</param>
    /// <param name="Failure">Why not further; null: they allow all of it.</param>
    private readonly record struct Reach(long Quantity, ProviderFailure? Failure);
}
