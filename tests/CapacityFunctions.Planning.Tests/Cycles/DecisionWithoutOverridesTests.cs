using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class DecisionWithoutOverridesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");
    private static readonly AccountId A = new("a");
    private static readonly AccountId B = new("b");
    private static readonly ZoneOffer[] Zones = [new("1", 0.2m, 100)];
    private static readonly AllocationFacts Facts = new() { Capacity = 45, UpperLevel = 0.9, EnforcedOnly = true };

    [Fact]
    public void Decide_FloorForOneAccount_SaysWhatWouldHaveBeenForThatOneOnly()
    {
        (CycleDecisions decisions, IReadOnlyList<AccountDecision> decided) = Decide(Floor("a", 40));

        // Demand is 10 for each.
        Assert.Equal([40m, 10m], decided.Select(decision => decision.ReservedAfter.Values.Sum()));
        DecisionWithoutOverrides without = decided[0].WithoutOverrides!;
        Assert.Equal((OperatingMode.Enforce, 10m, 2m, 0m), (without.Mode, without.Reserved, without.CostPerHour, without.Unmet));
        Assert.Null(decided[1].WithoutOverrides);

        // 45 are held with the floor, so 15 would be without it: 10 each are needed, and both have the same priority.
        AllocationResult division = decisions.AllocateWithoutOverrides(Facts, decided)!;
        Assert.Equal(15, division.Allocations.Sum(allocation => allocation.Amount) + division.Pool);
        AccountDecision told = CycleOutcome.WithAllocation(
            decided, ResourceAllocationController.Allocate(decisions.AllocationInput(Facts)), ResourceAllocationController.Allocate(decisions.AllocationInput(Facts)), division)[0];
        Assert.Equal(division.Allocations[0].Amount, told.WithoutOverrides!.Allocated);
        Assert.Equal(10 - division.Allocations[0].Amount, told.WithoutOverrides.Unmet);
        Assert.Equal(AllocationRule.Need, told.Division!.Rule);
        Assert.Null(told.Division.Trail);
    }

    [Fact]
    public void Decide_OverrideForEverybody_SaysItForEverybody() =>
        Assert.All(Decide(Floor("*", 40)).Decided, decision => Assert.Equal(10, decision.WithoutOverrides!.Reserved));

    [Fact]
    public void Decide_NoOverride_SaysNothing()
    {
        (CycleDecisions decisions, IReadOnlyList<AccountDecision> decided) = Decide();

        Assert.All(decided, decision => Assert.Null(decision.WithoutOverrides));
        Assert.Null(decisions.AllocateWithoutOverrides(Facts, decided));
    }

    [Fact]
    public void Decide_Terms_AreThoseOfTheQuestion()
    {
        DecisionTerms terms = Decide().Decided[0].Terms!;

        Assert.Equal(("threshold", 3m, 50m, 100m), (terms.Policy, terms.Minimum, terms.Maximum, terms.BudgetPerHour));
        Assert.Equal(Zones, terms.Zones);
    }

    [Fact]
    public void WithReservations_LessWasGranted_CostsWhatIsHeld()
    {
        AccountDecision decision = Decide().Decided[0];

        // 7 of 10 units at 0.2.
        Assert.Equal(1.4m, CycleOutcome.WithReservations([decision], [new Reservation(A, Cores, "1", 7)], [])[0].CostPerHourAfter);
        Assert.Equal(2m, decision.CostPerHourPlanned);
    }

    private static (CycleDecisions Decisions, IReadOnlyList<AccountDecision> Decided) Decide(params Override[] overrides)
    {
        CycleDecisions decisions = new(
            CycleId.At(Now), Cores, [Account(A), Account(B)], [Outlook(A), Outlook(B)], [], new Dictionary<AccountId, decimal>(), overrides);
        ReservationPlanningInput input = decisions.ReservationInput(new ReservationPolicy { Limits = new ReservationLimits { BudgetPerHour = 100 } }, Zones, null);
        return (decisions, decisions.Decide(CapacityReservationManager.Plan(input), input));
    }

    private static LinkedAccount Account(AccountId id) => new()
    {
        Id = id,
        Mode = OperatingMode.Enforce,
        Resources = new Dictionary<ResourceType, ResourceLimits> { [Cores] = new(GuaranteedMinimum: 3, Maximum: 50) },
    };

    private static SeriesOutlook Outlook(AccountId id) => new()
    {
        AccountId = id,
        ResourceType = Cores,
        UsageNow = 9,
        UsageAt = Now,
        Demand = new PredictedDemand { Mean = 10 },
    };

    private static Override Floor(string account, decimal units) => new()
    {
        Id = "o",
        Kind = OverrideKind.ReservationFloor,
        AccountId = account,
        ResourceType = "*",
        Value = units,
        EffectiveFrom = Now.AddHours(-1),
        ExpiresAt = Now.AddHours(1),
        Reason = "drill",
    };
}
