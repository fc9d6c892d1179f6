using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>Small inputs for tests: one zone with plenty of capacity at price 1 unless a test says otherwise.</summary>
internal static class PlanBuilder
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Expiry = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    internal static ReservationPlanningInput Input(params AccountReservationState[] accounts) => new()
    {
        ResourceType = new ResourceType("cpu"),
        Zones = [new ZoneOffer("1", 1, 1000)],
        Accounts = accounts,
        Now = Now,
    };

    internal static AccountReservationState Account(string id, decimal held, double mean, params DemandInterval[] intervals) => new()
    {
        AccountId = new AccountId(id),
        Mode = OperatingMode.Enforce,
        Reserved = InZones(held),
        Demand = new PredictedDemand { Mean = mean, Intervals = intervals },
    };

    /// <summary>Amounts of the zones 1, 2, 3 …</summary>
    internal static Dictionary<string, decimal> InZones(params decimal[] amounts) =>
        amounts.Select((amount, index) => (Zone: $"{index + 1}", amount)).ToDictionary(entry => entry.Zone, entry => entry.amount, StringComparer.Ordinal);

    internal static Override Instruction(OverrideKind kind, decimal? value = null) => new()
    {
        Kind = kind,
        AccountId = "a",
        ResourceType = "cpu",
        Value = value,
        ExpiresAt = Expiry,
        Reason = "campaign",
        Author = "anna",
    };

    internal static AccountReservationPlan PlanOne(ReservationPlanningInput input) => Assert.Single(CapacityReservationManager.Plan(input).Accounts);

    internal static AccountReservationPlan PlanOne(ReservationPolicy policy, AccountReservationState account, params Override[] overrides) =>
        PlanOne(Input(account) with { Policy = policy, Overrides = overrides });
}
