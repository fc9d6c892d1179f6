using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Overviews;

/// <summary>Puts accounts at a glance together, those in trouble first.</summary>
public static class AccountOverviews
{
    /// <summary>By the worst trouble, then by how much is unmet, then by account.</summary>
    /// <param name="decisions">The newest, of one resource type.</param>
    /// <param name="accounts">All accounts.</param>
    /// <param name="requests">The requests of the same cycle.</param>
    /// <param name="prices">Price of one unit for an hour by zone.</param>
    public static IReadOnlyList<AccountOverview> Of(
        IEnumerable<AccountDecision> decisions,
        IEnumerable<LinkedAccount> accounts,
        IEnumerable<ReservationRequest> requests,
        IReadOnlyDictionary<string, decimal> prices)
    {
        Dictionary<AccountId, LinkedAccount> described = accounts.ToDictionary(account => account.Id);
        ILookup<(AccountId, ResourceType), ReservationRequest> refused = requests
            .Where(request => request.Outcome == RequestOutcome.Refused)
            .ToLookup(request => (request.AccountId, request.ResourceType));
        return
        [
            .. decisions
                .Select(decision => Of(
                    decision, described.GetValueOrDefault(decision.AccountId), [.. refused[(decision.AccountId, decision.ResourceType)]], prices))
                .OrderBy(overview => overview.Troubles.Count == 0 ? int.MaxValue : (int)overview.Troubles[0].Kind)
                .ThenByDescending(overview => overview.Unmet)
                .ThenBy(overview => overview.AccountId),
        ];
    }

    private static AccountOverview Of(
        AccountDecision decision, LinkedAccount? account, IReadOnlyList<ReservationRequest> refused, IReadOnlyDictionary<string, decimal> prices)
    {
        IReadOnlyDictionary<string, decimal> held = Holdings.Held(decision);
        return new AccountOverview
        {
            AccountId = decision.AccountId,
            Name = account?.Name,
            BusinessUnit = account?.BusinessUnit,
            Mode = decision.Mode,
            Priority = decision.EffectivePriority,
            UsageNow = decision.UsageNow,
            UsageAt = decision.UsageAt,
            NextHour = decision.Forecasts.FirstOrDefault(peak => peak.Horizon == ForecastHorizon.Hour),
            Reserved = held.Values.Sum(),
            Recommended = decision.ReservedAfter.Values.Sum(),
            Allocated = Holdings.Allocated(decision),
            Unmet = decision.Unmet,
            CostPerHour = Holdings.CostPerHour(held, prices),
            Troubles = [.. TroublesOf(decision, refused)],
        };
    }

    private static IEnumerable<Trouble> TroublesOf(AccountDecision decision, IReadOnlyList<ReservationRequest> refused)
    {
        if (decision.Unmet > 0)
        {
            yield return new Trouble(TroubleKind.Unmet, $"{Amounts.Text(decision.Unmet)} needed that no capacity covers");
        }

        if (refused.Count > 0)
        {
            yield return new Trouble(
                TroubleKind.Refused, string.Join("; ", refused.Select(request => $"zone {request.Zone}: {request.OutcomeReason ?? "refused"}")));
        }

        if (decision.HoldReason is { } held)
        {
            yield return new Trouble(TroubleKind.Held, held);
        }

        if (decision.FallbackReason is { } fallback)
        {
            yield return new Trouble(TroubleKind.Fallback, fallback);
        }

        if (decision.Overrides.FirstOrDefault(instruction => instruction.Kind == OverrideKind.Freeze) is { } freeze)
        {
            yield return new Trouble(TroubleKind.Frozen, $"frozen by {freeze.Author}: {freeze.Reason}");
        }
    }
}
