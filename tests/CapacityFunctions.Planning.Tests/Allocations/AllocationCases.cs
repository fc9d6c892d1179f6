using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// Random allocation decisions: 1 to 200 accounts, few tiers and small numbers, so that ties, scarcity and plenty all happen. A case is drawn
/// as size and seed, and its accounts from the seed: thousands of cases take seconds.
/// </summary>
public static class AllocationCases
{
    private static readonly decimal[] Steps = [1, 1, 1, 4, 0.5m];
    private static readonly double[] Weights = [1, 1, 2, 0.3, 7.25];
    private static readonly AccountId[] Names = [.. Enumerable.Range(0, 200).Select(index => new AccountId($"account-{index:D3}"))];

    public static Arbitrary<AllocationInput> Inputs() => Arb.From(
        from size in Gen.Frequency((6, Gen.Choose(1, 5)), (3, Gen.Choose(6, 30)), (1, Gen.Choose(31, 200)))
        from seed in Gen.Choose(0, int.MaxValue)
        select Input(size, seed),
        Smaller);

    /// <summary>A case without business units; the same for the same size and seed.</summary>
    internal static AllocationInput Input(int size, int seed)
    {
        Random random = new(seed);
        AccountAllocationState[] accounts = new AccountAllocationState[size];
        for (int i = 0; i < size; i++)
        {
            accounts[i] = Account(Names[i], random);
        }

        return AllocationBuilder.Input((random.Next(61) * size) + random.Next(6), accounts) with { Step = Steps[random.Next(Steps.Length)] };
    }

    private static AccountAllocationState Account(AccountId name, Random random)
    {
        int guarantee = random.Next(3) == 0 ? 0 : random.Next(11);
        double demand = random.Next(601) / 10.0;
        double? ahead = random.Next(3) == 0 ? random.Next(601) / 10.0 : null;
        return new AccountAllocationState
        {
            AccountId = name,
            Priority = random.Next(4),
            Weight = Weights[random.Next(Weights.Length)],
            GuaranteedMinimum = 4 * guarantee,
            Lendable = 4 * random.Next(guarantee + 1),
            Maximum = random.Next(2) == 0 ? null : 4 * (guarantee + random.Next(61)),
            Usage = random.Next(61),
            Demand = demand,
            UpperDemand = demand + (random.Next(201) / 10.0),
            DemandAhead = ahead,
            UpperDemandAhead = ahead + (random.Next(101) / 10.0),
            Current = 4 * random.Next(51),
            Sla = new ServiceLevelObservation { LatencyTargetMs = 250, LatencyObservedMs = random.Next(100, 401) },
        };
    }

    /// <summary>Leaves accounts out, so that a failure is shown with few.</summary>
    private static IEnumerable<AllocationInput> Smaller(AllocationInput input) =>
        input.Accounts.Count == 1
            ? []
            : input.Accounts.Select(left => input with { Accounts = [.. input.Accounts.Where(account => account != left)] });
}
