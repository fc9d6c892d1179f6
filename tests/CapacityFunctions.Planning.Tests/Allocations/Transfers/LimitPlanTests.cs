using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Tests.Allocations.Transfers;

public sealed class LimitPlanTests
{
    private static readonly ResourceType Cpu = new("cpu");
    private static readonly CycleId Cycle = CycleId.At(AllocationBuilder.Now);
    private static readonly ProviderFailure Failure = new(FailureClass.Quota, "QuotaExceeded", "the group has no more");

    [Fact]
    public void Lower_ThoseWhoHaveMore_GiveAndNobodyElse()
    {
        IReadOnlyList<LimitChange> changes = LimitPlan.Lower(Cycle, Cpu, Division(("a", 6, 1), ("b", 9, 1), ("c", 4, 1)), [Of("a", 10), Of("b", 5), Of("c", 4), Of("gone", 3)]);

        Assert.Equal([("a", 10m, 6m), ("gone", 3m, 0m)], changes.Select(change => (change.AccountId.Value, change.Before, change.Target)));
        Assert.Equal($"{Cycle}|a|cpu|give", changes[0].Id);
    }

    /// <summary>10 are free of the 20; a's floor of 3 first, then the higher tier's 6, then what is left.</summary>
    [Fact]
    public void Raise_LessFreeThanWanted_FloorsThenHigherTiersAreServed()
    {
        AllocationResult division = Division(("a", 8, 1), ("b", 6, 2), ("giver", 2, 1));
        division = division with { Allocations = [division.Allocations[0] with { Floor = 3 }, .. division.Allocations.Skip(1)] };

        IReadOnlyList<LimitChange> changes = LimitPlan.Raise(Cycle, Cpu, division, [Of("a", 0), Of("b", 0), Of("giver", 10)], capacity: 20);

        Assert.Equal([("a", 4m), ("b", 6m)], changes.Select(change => (change.AccountId.Value, change.Target)));
        Assert.Equal("4 of 8 for now: the rest is not free yet at the provider", changes[0].Cut);
        Assert.Null(changes[1].Cut);
    }

    [Fact]
    public void Raise_AnotherRaiseIsUnderWay_ItsUnitsAreSpokenFor()
    {
        AccountLimit[] limits = [Of("a", 2) with { UnderWay = 9 }, Of("b", 1)];

        IReadOnlyList<LimitChange> changes = LimitPlan.Raise(Cycle, Cpu, Division(("a", 9, 1), ("b", 5, 1)), limits, capacity: 12);

        // 12 − 9 − 1 = 2 are free.
        Assert.Equal([("b", 3m)], changes.Select(change => (change.AccountId.Value, change.Target)));
    }

    [Fact]
    public void Of_ReceiverIsRefused_UnitsAreInThePoolAndItsNeedIsUnmet()
    {
        AllocationResult division = Division(("a", 6, 1), ("b", 9, 1));
        LimitChange[] changes =
        [
            Change("a", 10, 6) with { Outcome = RequestOutcome.Applied, Granted = 6 },
            Change("b", 5, 9) with { Outcome = RequestOutcome.Refused, Failure = Failure },
        ];

        AllocationResult inForce = DivisionInForce.Of(division, [Of("a", 6), Of("b", 5)], changes, capacity: 15);

        Assert.Equal("6 5 | 4", AllocationBuilder.Amounts(inForce));
        Assert.Empty(inForce.Shifts);
        Assert.Equal([new UnmetNeed(new AccountId("b"), 4)], inForce.Unmet);
        Assert.Equal("5 instead of 9: the group has no more (Quota)", inForce.Allocations[1].Reasons[^1]);
    }

    [Fact]
    public void Of_ReceiverIsPending_UnitsAreSpokenForAndNotYetItsOwn()
    {
        LimitChange[] changes =
        [
            Change("a", 10, 6) with { Outcome = RequestOutcome.Applied, Granted = 6 },
            Change("b", 5, 9) with { Outcome = RequestOutcome.Pending, Granted = 9 },
        ];

        AllocationResult inForce = DivisionInForce.Of(Division(("a", 6, 1), ("b", 9, 1)), [Of("a", 6), Of("b", 5)], changes, capacity: 15);

        Assert.Equal("6 5 | 4", AllocationBuilder.Amounts(inForce));
        Assert.Equal("5 until its change to 9 has ended at the provider", inForce.Allocations[1].Reasons[^1]);
    }

    [Fact]
    public void Of_BothHalvesAreThere_TheShiftIs()
    {
        LimitChange[] changes =
        [
            Change("a", 10, 6) with { Outcome = RequestOutcome.Applied, Granted = 6 },
            Change("b", 5, 9) with { Outcome = RequestOutcome.Applied, Granted = 9 },
        ];

        AllocationResult inForce = DivisionInForce.Of(Division(("a", 6, 1), ("b", 9, 1)), [Of("a", 6), Of("b", 9)], changes, capacity: 16);

        Assert.Equal(("6 9 | 1", "a>b:4"), (AllocationBuilder.Amounts(inForce), AllocationBuilder.Shifts(inForce)));
    }

    [Fact]
    public void Of_WhoLeftKeepsUnits_TheyAreNamedUntilGivenBack()
    {
        AllocationResult inForce = DivisionInForce.Of(Division(("a", 6, 1)), [Of("a", 6), Of("gone", 3)], [], capacity: 10);

        Assert.Equal("6 3 | 1", AllocationBuilder.Amounts(inForce));
        Assert.Contains("takes no part any more", inForce.Allocations[1].Reasons);
    }

    [Fact]
    public void Corrected_EnforcedAccountThatGotLess_SaysSoOnce()
    {
        AllocationResult division = Division(("a", 6, 1), ("b", 9, 1));
        AllocationResult inForce = DivisionInForce.Of(
            division, [Of("a", 6), Of("b", 5)], [Change("b", 5, 9) with { Outcome = RequestOutcome.Refused, Failure = Failure }], capacity: 15);

        AccountDecision corrected = Assert.Single(DivisionInForce.Corrected([Decision("a"), Decision("b")], division, inForce));
        AccountDecision again = Assert.Single(DivisionInForce.Corrected([corrected], division, inForce));

        Assert.Equal(("b", 5m, 4m), (corrected.AccountId.Value, corrected.AllocatedAfter, corrected.Unmet));
        Assert.Equal(["5 instead of 9: the group has no more (Quota)"], corrected.Reasons);
        Assert.Equal(corrected.Reasons, again.Reasons);
    }

    private static AllocationResult Division(params (string Account, decimal Amount, int Priority)[] amounts) => new(
        [.. amounts.Select(entry => new AccountAllocation(new AccountId(entry.Account), entry.Amount, entry.Priority, []) { Need = entry.Amount })],
        [],
        [],
        Pool: 0,
        GuaranteesFeasible: true);

    private static AccountLimit Of(string account, decimal units) => new(new AccountId(account), units);

    private static LimitChange Change(string account, decimal before, decimal target) => new()
    {
        Id = $"{Cycle}|{account}|cpu|{(target < before ? "give" : "receive")}",
        CycleId = Cycle,
        AccountId = new AccountId(account),
        Before = before,
        Target = target,
    };

    private static AccountDecision Decision(string account) => new()
    {
        CycleId = Cycle,
        AccountId = new AccountId(account),
        ResourceType = Cpu,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal),
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal),
    };
}
