using System.Globalization;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>Decides what becomes of a limit, as the cloud's quota would: absolute, raises may take time, only unused units are given.</summary>
internal static class LedgerLimitRules
{
    /// <param name="limit">The account's limit now.</param>
    /// <param name="wanted">What it shall be.</param>
    /// <param name="inUse">Units of the account that are in use.</param>
    /// <param name="delay">How long a raise takes.</param>
    /// <param name="script">What goes wrong; <see cref="LedgerFaultKind.ZoneFull"/> and the like refuse raises for want of quota.</param>
    /// <param name="now">Now.</param>
    /// <returns>The answer, the limit from now on (the same where nothing changes), what is left of the script, and whether the answer is lost.</returns>
    internal static (ProviderOutcome Outcome, LedgerLimit Limit, LedgerScript Script, bool IsLost) Answer(
        LedgerLimit limit, decimal wanted, decimal inUse, TimeSpan delay, LedgerScript script, DateTimeOffset now)
    {
        decimal units = limit.At(now);
        if (limit.IsPendingAt(now) && wanted == limit.Units)
        {
            return (new ProviderOutcome.Pending(wanted, limit.ReadyAt), limit, script, false);
        }

        if (!limit.IsPendingAt(now) && wanted == units)
        {
            return (new ProviderOutcome.Applied(wanted), limit, script, false);
        }

        (LedgerFault? fault, LedgerScript left) = script.Next(isIncrease: wanted > units);
        if (fault is { Kind: not (LedgerFaultKind.TimeOut or LedgerFaultKind.Partial) })
        {
            return (new ProviderOutcome.Refused(Failure(fault, limit, wanted)), limit, left, false);
        }

        if (limit.IsPendingAt(now))
        {
            return (new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.Conflict, "Conflict", $"A change of the limit of {limit.AccountId} to {Text(limit.Units)} is under way.")), limit, left, false);
        }

        if (wanted < units && wanted < inUse)
        {
            return (new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.Invalid, "QuotaInUse", $"{Text(inUse)} of {limit.AccountId} are in use; its limit can't be {Text(wanted)}.")), limit, left, false);
        }

        bool halved = fault is { Kind: LedgerFaultKind.Partial };
        decimal granted = halved ? units + decimal.Floor((wanted - units) / 2) : wanted;
        ProviderFailure? shortfall = halved ? Failure(fault!, limit, wanted) : null;
        bool isLost = fault is { Kind: LedgerFaultKind.TimeOut };
        if (granted > units && delay > TimeSpan.Zero)
        {
            DateTimeOffset readyAt = now + delay;
            return (new ProviderOutcome.Pending(granted, readyAt), limit with { Units = granted, Before = units, ReadyAt = readyAt }, left, isLost);
        }

        LedgerLimit next = limit with { Units = granted, Before = 0, ReadyAt = null };
        ProviderOutcome outcome = shortfall is null ? new ProviderOutcome.Applied(granted)
            : granted > units ? new ProviderOutcome.Reduced(granted, shortfall)
            : new ProviderOutcome.Refused(shortfall);
        return (outcome, next, left, isLost);
    }

    private static ProviderFailure Failure(LedgerFault fault, LedgerLimit limit, decimal wanted)
    {
        (FailureClass kind, string code, string words) = fault.Kind switch
        {
            LedgerFaultKind.Throttled => (FailureClass.Throttled, "TooManyRequests", "asked too often"),
            LedgerFaultKind.Conflict => (FailureClass.Conflict, "Conflict", "another operation is under way"),
            LedgerFaultKind.NotOffered => (FailureClass.NotOffered, "SkuNotAvailable", "not to be had"),
            _ => (FailureClass.Quota, "QuotaExceeded", "the group has no more quota"),
        };
        return new ProviderFailure(kind, code, $"A limit of {Text(wanted)} for {limit.AccountId}: {words} (scripted).") { RetryAfter = fault.RetryAfter };
    }

    private static string Text(decimal units) => units.ToString("0.######", CultureInfo.InvariantCulture);
}
