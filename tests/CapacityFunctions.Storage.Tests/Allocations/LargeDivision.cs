using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Storage.Tests.Allocations;

/// <summary>A division as large as they get: every field is set, and random digits leave little to compress.</summary>
internal static class LargeDivision
{
    internal static AllocationResult Of(int accounts)
    {
        Random random = new(7);
        AccountAllocation[] allocations = [.. Enumerable.Range(0, accounts).Select(_ => Allocation(random)).OrderBy(allocation => allocation.AccountId)];
        return new AllocationResult(
            allocations,
            [.. allocations.Zip(allocations.Skip(1), (from, to) => new Shift(from.AccountId, to.AccountId, random.Next(1, 500)))],
            [.. allocations.Where(_ => random.Next(3) == 0).Select(allocation => new UnmetNeed(allocation.AccountId, random.Next(1, 500)))],
            Pool: 17,
            GuaranteesFeasible: true);
    }

    /// <summary>Accounts are named as subscriptions are.</summary>
    private static AccountAllocation Allocation(Random random)
    {
        Span<byte> id = stackalloc byte[16];
        random.NextBytes(id);
        DateTimeOffset at = Instants.Noon;
        return new AccountAllocation(
            new AccountId(new Guid(id).ToString("D")),
            random.Next(1000),
            random.Next(7),
            [
                $"lends {random.Next(100)} of its guarantee {random.Next(100)}: need is {random.Next(100_000) / 100m}",
                $"does not lend {random.Next(100)} more: up to {random.Next(100)} may be needed within 60 minutes",
                $"priority 3 + 2: latency (percentile 95) of {random.Next(60)} samples {random.Next(1_000_000) / 1000m} ms against a target of 200 ms",
                $"priority 5 + 1: demand is predicted to rise above what the account is entitled to ({random.Next(100_000) / 100m} now, entitled to {random.Next(1000)})",
                $"{random.Next(1000)} of {random.Next(1000)} for now: the rest is not free yet at the provider",
            ])
        {
            PriorityParts = new PriorityParts(random.Next(4), random.Next(3), random.Next(2), random.Next(2)),
            Need = random.Next(100_000) / 100m,
            Floor = random.Next(100),
            Lent = random.Next(100),
            Borrowed = random.Next(100),
            Rule = (AllocationRule)random.Next(8),
            Trail = new AllocationTrail
            {
                At = at,
                ServiceLevelRaise = random.Next(3),
                RisingAt = at.AddMinutes(-5 * random.Next(6)),
                IsWaiting = random.Next(2) == 0,
                WaitedMinutes = random.NextDouble() * 30,
                Entitled = random.Next(1000),
                IsLacking = random.Next(2) == 0,
                GainedAt = at.AddMinutes(-5 * random.Next(100)),
            },
        };
    }
}
