using CapacityFunctions.Azure.Options;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Carries out one request for an absolute quantity, or finds out what became of it.</summary>
internal sealed class ReservationChange(
    AzureProviderOptions options, ReservationWriter writer, ReservationIncrease increase, ReservationRepair repair)
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
            if (await repair.HealAsync(place, held, cancellationToken) is { } unusable)
            {
                return new ProviderOutcome.Refused(unusable);
            }

            held = await writer.FindAsync(place, cancellationToken);
        }

        RequestEntry wanted = new(key, held?.Quantity ?? 0, target, target, Class: null);
        return target > wanted.Before ? await increase.RaiseAsync(place, held, wanted, cancellationToken)
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

        return await repair.EndAsync(place, held, entry, cancellationToken);
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
            WriteResult.Failed { Failure: var failure } => new ProviderOutcome.Refused(
                await repair.UndoAsync(place, wanted with { Class = failure.Class }, failure, cancellationToken)),
            WriteResult.UnderWay => new ProviderOutcome.Pending(wanted.Target, ReadyAt: null),
            _ => new ProviderOutcome.Applied(wanted.Target),
        };
    }
}
