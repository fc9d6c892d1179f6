using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>Decides what becomes of a request, as the cloud would: pure, so that one transaction can carry it out or nothing.</summary>
internal static class LedgerRules
{
    internal static LedgerAnswer Answer(LedgerState state, decimal wanted)
    {
        decimal held = state.Reservation.HeldAt(state.Now);
        (LedgerFault? fault, LedgerScript script) = state.Script.Next(isIncrease: wanted > held);
        LedgerAnswer answer = fault is { Kind: not (LedgerFaultKind.TimeOut or LedgerFaultKind.Partial) }
            ? Refused(LedgerFailures.Of(fault, state, wanted - held))
            : Decide(state, wanted, held, fault is { Kind: LedgerFaultKind.Partial });
        return answer with { Script = script, IsLost = fault is { Kind: LedgerFaultKind.TimeOut } };
    }

    private static LedgerAnswer Decide(LedgerState state, decimal wanted, decimal held, bool halved)
    {
        if (state.Zone is null)
        {
            return Refused(LedgerFailures.NoSuchZone(state));
        }

        if (state.Reservation.IsPendingAt(state.Now))
        {
            return Refused(LedgerFailures.UnderWay(state));
        }

        if (wanted > held)
        {
            return Raise(state, wanted, held, halved);
        }

        return wanted < held && wanted < (state.Reservation.Allocated ?? 0)
            ? Refused(LedgerFailures.BelowAllocated(state, wanted))
            : Hold(state, wanted);
    }

    /// <summary>All of it, or as many whole units as zone and quota have left.</summary>
    private static LedgerAnswer Raise(LedgerState state, decimal wanted, decimal held, bool halved)
    {
        decimal more = wanted - held;
        decimal inZone = Math.Max(0, state.Zone!.Capacity - state.TakenInZone);
        decimal inQuota = state.Terms.Quota is { } quota ? Math.Max(0, (quota.Limit / quota.PerUnit) - state.TakenInAll) : decimal.MaxValue;
        decimal possible = Math.Min(inZone, inQuota);
        if (halved)
        {
            possible = Math.Min(possible, more / 2);
        }

        if (more <= possible)
        {
            return Begin(state, wanted, held, shortfall: null);
        }

        ProviderFailure failure = possible == inQuota ? LedgerFailures.OverQuota(state, more) : LedgerFailures.ZoneFull(state, more, possible);
        decimal granted = decimal.Floor(possible);
        return granted > 0 ? Begin(state, held + granted, held, failure) : Refused(failure);
    }

    /// <summary>Capacity is taken at once, so that nobody else gets it; it is held, and can be used, when the delay has passed.</summary>
    private static LedgerAnswer Begin(LedgerState state, decimal granted, decimal held, ProviderFailure? shortfall)
    {
        if (state.Terms.ProvisioningDelay > TimeSpan.Zero)
        {
            DateTimeOffset readyAt = state.Now + state.Terms.ProvisioningDelay;
            return Hold(state, granted) with
            {
                Outcome = new ProviderOutcome.Pending(granted, readyAt),
                Reservation = state.Reservation with { Quantity = granted, Before = held, ReadyAt = readyAt },
                Shortfall = shortfall,
            };
        }

        LedgerAnswer answer = Hold(state, granted);
        return shortfall is null ? answer : answer with { Outcome = new ProviderOutcome.Reduced(granted, shortfall) };
    }

    private static LedgerAnswer Hold(LedgerState state, decimal quantity) => new(new ProviderOutcome.Applied(quantity))
    {
        Reservation = state.Reservation with { Quantity = quantity, ReadyAt = null, Before = 0 },
        Script = state.Script,
    };

    private static LedgerAnswer Refused(ProviderFailure failure) => new(new ProviderOutcome.Refused(failure)) { Script = LedgerScript.Empty };
}
