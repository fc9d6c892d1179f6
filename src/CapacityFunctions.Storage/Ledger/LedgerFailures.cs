using System.Globalization;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>The ledger's refusals: classes and codes are those of the cloud, and the messages name the numbers.</summary>
internal static class LedgerFailures
{
    internal static ProviderFailure Of(LedgerFault fault, LedgerState state, decimal more)
    {
        ProviderFailure failure = fault.Kind switch
        {
            LedgerFaultKind.RegionFull => new ProviderFailure(
                FailureClass.RegionFull, "AllocationFailed", $"The region has no more of {state.ResourceType} (scripted)."),
            LedgerFaultKind.Quota => OverQuota(Exhausted(state), more),
            LedgerFaultKind.NotOffered => new ProviderFailure(
                FailureClass.NotOffered, "SkuNotAvailable", $"{state.ResourceType} is not to be had in zone {state.Reservation.Zone} (scripted)."),
            LedgerFaultKind.Throttled => new ProviderFailure(FailureClass.Throttled, "TooManyRequests", "Asked too often (scripted)."),
            LedgerFaultKind.Conflict => new ProviderFailure(FailureClass.Conflict, "Conflict", "Another operation is under way (scripted)."),
            LedgerFaultKind.ZoneFull => ZoneFull(state, more, available: 0),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "This fault is no refusal."),
        };
        return failure with { RetryAfter = fault.RetryAfter };
    }

    internal static ProviderFailure NoSuchZone(LedgerState state) => new(
        FailureClass.NotOffered, "SkuNotAvailable", $"There is no zone '{state.Reservation.Zone}' for {state.ResourceType}.");

    internal static ProviderFailure ZoneFull(LedgerState state, decimal more, decimal available) => new(
        FailureClass.ZoneFull,
        "ZonalAllocationFailed",
        $"{Text(more)} more units were asked for in zone {state.Reservation.Zone}, {Text(available)} are available.");

    internal static ProviderFailure BelowAllocated(LedgerState state, decimal wanted) => new(
        FailureClass.Invalid,
        "BelowAllocated",
        $"{Text(state.Reservation.Allocated ?? 0)} units are in use in zone {state.Reservation.Zone}; {Text(wanted)} would be less.");

    internal static ProviderFailure UnderWay(LedgerState state) => new(
        FailureClass.Conflict,
        "Conflict",
        $"An increase to {Text(state.Reservation.Quantity)} units in zone {state.Reservation.Zone} is under way.")
    {
        RetryAfter = state.Reservation.ReadyAt - state.Now,
    };

    internal static ProviderFailure OverQuota(LedgerState state, decimal more)
    {
        LedgerQuota quota = state.Terms.Quota ?? throw new ArgumentException("There is no quota.", nameof(state));
        decimal usage = state.TakenInAll * quota.PerUnit;
        decimal required = more * quota.PerUnit;
        QuotaShortage shortage = new(state.Terms.QuotaNameOf(state.ResourceType), quota.Limit, usage, required, usage + required);
        return new ProviderFailure(
            FailureClass.Quota,
            "QuotaExceeded",
            $"The request exceeds the quota of {shortage.Name}. Current limit: {Text(shortage.Limit)}, current usage: {Text(usage)}, " +
            $"additional required: {Text(required)}, new limit required: {Text(shortage.NewLimit)}.")
        {
            Quota = shortage,
        };
    }

    private static LedgerState Exhausted(LedgerState state)
    {
        decimal perUnit = state.Terms.Quota?.PerUnit ?? 1;
        return state with { Terms = state.Terms with { Quota = new LedgerQuota(state.TakenInAll * perUnit, perUnit) } };
    }

    private static string Text(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);
}
