using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>
/// Requests of earlier cycles that the provider is still at. Planning counts them as held, or each cycle would ask for the same units again; and
/// asks for nothing more in their place, which the provider would refuse as a conflict. The account's releases wait, too: until the increase is
/// there, they would leave it with less than it has.
/// </summary>
internal sealed class ChangesUnderWay(IEnumerable<ReservationRequest> pending)
{
    private readonly ILookup<AccountId, ReservationRequest> _pending = pending
        .Where(request => request.Outcome == RequestOutcome.Pending)
        .OrderBy(request => request.CycleId)
        .ThenBy(request => request.Id, StringComparer.Ordinal)
        .ToLookup(request => request.AccountId);

    /// <summary>The changes of a plan that can be asked for now.</summary>
    internal IEnumerable<ZoneRequest> Allowed(AccountReservationPlan plan)
    {
        ReservationRequest[] underWay = [.. _pending[plan.AccountId]];
        if (underWay.Length == 0)
        {
            return plan.Requests;
        }

        // A move is a raise and a release; without the release, only what the account grows by may be raised.
        decimal growth = Math.Max(0, plan.Target - plan.Current);
        List<ZoneRequest> allowed = [];
        foreach (ZoneRequest raise in plan.Requests.Where(change => change.RequestType == RequestType.Increase
            && !Array.Exists(underWay, request => string.Equals(request.Zone, change.Zone, StringComparison.Ordinal))))
        {
            decimal amount = Math.Min(raise.Amount, growth);
            growth -= amount;
            if (amount > 0)
            {
                allowed.Add(raise with { Amount = amount });
            }
        }

        return allowed;
    }

    /// <summary>What is held by zone once all of it has come.</summary>
    internal IReadOnlyDictionary<string, decimal> AddedTo(IReadOnlyDictionary<string, decimal> held, AccountId account)
    {
        Dictionary<string, decimal> later = new(held, StringComparer.Ordinal);
        foreach (ReservationRequest request in _pending[account])
        {
            later[request.Zone] = Math.Max(later.GetValueOrDefault(request.Zone), Coming(request));
        }

        return later;
    }

    internal IEnumerable<string> ReasonsOf(AccountId account) => _pending[account].Select(request =>
        $"zone {request.Zone}: {Amounts.Text(Coming(request))} are under way since {request.CycleId}");

    private static decimal Coming(ReservationRequest request) => request.Granted ?? request.Target;
}
