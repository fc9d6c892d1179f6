using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What a cycle would have decided for one account if no override had been in force for anybody. Amounts in resource units.</summary>
public sealed record DecisionWithoutOverrides
{
    public required OperatingMode Mode { get; init; }

    /// <summary>Units to hold over all zones.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Their price for an hour.</summary>
    public required decimal CostPerHour { get; init; }

    /// <summary>Need that no capacity would cover.</summary>
    public decimal Unmet { get; init; }

    /// <summary>Units allocated, if the provider had granted everything; null where the account would only be recommended to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Allocated { get; init; }

    internal static Dictionary<AccountId, DecisionWithoutOverrides> Of(ReservationPlan plan)
    {
        ILookup<AccountId, UnmetReservation> unmet = plan.Unmet.ToLookup(entry => entry.AccountId);
        return plan.Accounts.ToDictionary(account => account.AccountId, account => new DecisionWithoutOverrides
        {
            Mode = account.Enforced ? OperatingMode.Enforce : OperatingMode.Recommend,
            Reserved = account.Target,
            CostPerHour = account.CostPerHourAfter,
            Unmet = unmet[account.AccountId].Sum(entry => entry.Amount),
        });
    }

    /// <summary>Units that would really be held more than they are with the overrides.</summary>
    /// <param name="decision">One with an answer to what would have been.</param>
    internal static decimal HeldMore(AccountDecision decision)
    {
        decimal before = decision.ReservedBefore.Values.Sum();
        decimal with = decision.Mode == OperatingMode.Enforce ? decision.ReservedAfter.Values.Sum() : before;
        return (decision.WithoutOverrides!.Mode == OperatingMode.Enforce ? decision.WithoutOverrides.Reserved : before) - with;
    }

    internal DecisionWithoutOverrides With(AccountId account, AllocationResult? division) =>
        Mode == OperatingMode.Enforce && division?.Allocations.FirstOrDefault(entry => entry.AccountId == account) is { } allocation
            ? this with
            {
                Allocated = allocation.Amount,
                Unmet = Math.Max(Unmet, division.Unmet.Where(need => need.AccountId == account).Sum(need => need.Amount)),
            }
            : this;
}
