using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Testing.Allocations;

/// <summary>Random allocation decisions: up to 200 accounts, few tiers and small numbers, so that ties, scarcity and plenty all happen.</summary>
public static class AllocationDraws
{
    /// <summary>The time of every decision; UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    private static readonly decimal[] Steps = [1, 1, 1, 4, 0.5m];
    private static readonly double[] Weights = [1, 1, 2, 0.3, 7.25];
    private static readonly AccountId[] Names = [.. Enumerable.Range(0, 200).Select(index => new AccountId($"account-{index:D3}"))];

    /// <summary>A case without business units; the same for the same size and seed.</summary>
    public static AllocationInput Input(int size, int seed)
    {
        Random random = new(seed);
        AccountAllocationState[] accounts = new AccountAllocationState[size];
        for (int i = 0; i < size; i++)
        {
            accounts[i] = Account(Names[i], random);
        }

        return new AllocationInput
        {
            ResourceType = new ResourceType("cpu"),
            Capacity = (random.Next(61) * size) + random.Next(6),
            Accounts = accounts,
            Now = Now,
            Step = Steps[random.Next(Steps.Length)],
        };
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
}
