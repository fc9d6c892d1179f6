using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>Random allocation decisions: 1 to 200 accounts, few tiers and small numbers, so that ties, scarcity and plenty all happen.</summary>
public static class AllocationCases
{
    public static Arbitrary<AllocationInput> Inputs() => Arb.From(Input(), Smaller);

    private static Gen<AllocationInput> Input() =>
        from size in Gen.Frequency((4, Gen.Choose(1, 5)), (2, Gen.Choose(6, 30)), (1, Gen.Choose(31, 200)))
        from accounts in Gen.ListOf(Account(), size)
        from step in Gen.Elements(1m, 1m, 1m, 4m, 0.5m)
        from perAccount in Gen.Choose(0, 60)
        from rest in Gen.Choose(0, 5)
        select AllocationBuilder.Input((perAccount * size) + rest, [.. accounts.Select(Named)]) with { Step = step };

    private static Gen<AccountAllocationState> Account() =>
        from priority in Gen.Choose(0, 3)
        from weight in Gen.Elements(1.0, 1.0, 2.0, 0.3, 7.25)
        from guarantee in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, 10)))
        from lendable in Gen.Choose(0, guarantee)
        from room in Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(0, 60)))
        from usage in Gen.Choose(0, 60)
        from demand in Gen.Choose(0, 600)
        from more in Gen.Choose(0, 200)
        from current in Gen.Choose(0, 50)
        from latency in Gen.Choose(100, 400)
        select new AccountAllocationState
        {
            AccountId = new AccountId("unnamed"),
            Priority = priority,
            Weight = weight,
            GuaranteedMinimum = 4 * guarantee,
            Lendable = 4 * lendable,
            Maximum = room < 0 ? null : 4 * (guarantee + room),
            Usage = usage,
            Demand = demand / 10.0,
            UpperDemand = (demand + more) / 10.0,
            Current = 4 * current,
            Sla = new ServiceLevelObservation { LatencyTargetMs = 250, LatencyObservedMs = latency },
        };

    private static AccountAllocationState Named(AccountAllocationState account, int index) =>
        account with { AccountId = new AccountId($"account-{index:D3}") };

    /// <summary>Leaves one account out, so that a failure is shown with few.</summary>
    private static IEnumerable<AllocationInput> Smaller(AllocationInput input) =>
        input.Accounts.Count == 1
            ? []
            : input.Accounts.Select(left => input with { Accounts = [.. input.Accounts.Where(account => account != left)] });
}
