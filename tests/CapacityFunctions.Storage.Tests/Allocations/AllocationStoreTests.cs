using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Allocations;

public sealed class AllocationStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private AllocationStore Allocations => _host.Get<AllocationStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task CurrentAsync_NothingApplied_IsNull() => Assert.Null(await Allocations.CurrentAsync(Instants.Cpu));

    [Fact]
    public async Task ApplyAsync_SameCycleAgain_ChangesNothing()
    {
        Assert.True(await Allocations.ApplyAsync(At(0), Instants.Cpu, Of(10)));
        Assert.False(await Allocations.ApplyAsync(At(0), Instants.Cpu, Of(99)));

        AllocationRecord current = Assert.IsType<AllocationRecord>(await Allocations.CurrentAsync(Instants.Cpu));
        Assert.Equal(At(0), current.CycleId);
        Assert.Equivalent(Of(10), current.Result, strict: true);
    }

    [Fact]
    public async Task CurrentAsync_OlderCycleAppliedLate_StaysTheNewest()
    {
        await Allocations.ApplyAsync(At(5), Instants.Cpu, Of(5));
        await Allocations.ApplyAsync(At(0), Instants.Cpu, Of(0));
        await Allocations.ApplyAsync(At(9), new ResourceType("cpu2"), Of(9));

        Assert.Equal(At(5), (await Allocations.CurrentAsync(Instants.Cpu))!.CycleId);
    }

    [Fact]
    public async Task ApplyAsync_TenThousandAccounts_AreOneRow()
    {
        AllocationResult large = new(
            [.. Enumerable.Range(0, 10_000).Select(index => new AccountAllocation(
                new AccountId($"subscription-{index * 7919L % 1_000_003:D12}"), index % 97, index % 5, ["need met", "floor kept"]))],
            [.. Enumerable.Range(0, 5_000).Select(index => new Shift(new AccountId($"from-{index}"), new AccountId($"to-{index}"), index % 13))],
            [],
            Pool: 3,
            GuaranteesFeasible: true);

        Assert.True(await Allocations.ApplyAsync(At(0), Instants.Cpu, large));

        AllocationResult read = (await Allocations.CurrentAsync(Instants.Cpu))!.Result;
        Assert.Equal(large.Allocations.Select(entry => (entry.AccountId, entry.Amount)), read.Allocations.Select(entry => (entry.AccountId, entry.Amount)));
        Assert.Equal(large.Shifts, read.Shifts);
    }

    [Fact]
    public async Task HistoryAsync_Pages_NewestFirstWithinBounds()
    {
        for (int minute = 0; minute < 30; minute += 5)
        {
            await Allocations.ApplyAsync(At(minute), Instants.Cpu, Of(minute));
        }

        DateTimeOffset from = Instants.Noon.AddMinutes(5);
        DateTimeOffset to = Instants.Noon.AddMinutes(25);
        Page<AllocationRecord> first = await Allocations.HistoryAsync(Instants.Cpu, from, to, pageSize: 3);
        Page<AllocationRecord> second = await Allocations.HistoryAsync(Instants.Cpu, from, to, pageSize: 3, first.ContinuationToken);

        Assert.Equal([At(20), At(15), At(10)], first.Items.Select(record => record.CycleId));
        Assert.Equal([At(5)], second.Items.Select(record => record.CycleId));
        Assert.Null(second.ContinuationToken);
        Assert.Equal([new Shift(Instants.Alpha, Instants.Beta, 5m)], second.Items[0].Result.Shifts);
    }

    [Fact]
    public async Task CurrentAsync_WhatPrioritiesAreMadeOf_RoundTrips()
    {
        AllocationTrail trail = new()
        {
            At = Instants.Noon,
            ServiceLevelRaise = 2,
            RisingAt = Instants.Noon.AddMinutes(-5),
            IsWaiting = true,
            WaitedMinutes = 12.5,
            Entitled = 3.5m,
            IsLacking = true,
            GainedAt = Instants.Noon.AddMinutes(-10),
        };
        AccountAllocation allocation = new(Instants.Alpha, 4, 5, ["raised"])
        {
            PriorityParts = new PriorityParts(1, 2, 1, 1),
            Need = 6.5m,
            Floor = 2,
            Lent = 1,
            Borrowed = 0.5m,
            Rule = AllocationRule.SharedTier,
            Trail = trail,
        };
        await Allocations.ApplyAsync(At(0), Instants.Cpu, Of(1) with { Allocations = [allocation] });

        AccountAllocation read = Assert.Single((await Allocations.CurrentAsync(Instants.Cpu))!.Result.Allocations);

        Assert.Equal(trail, read.Trail);
        Assert.Equal(allocation with { Reasons = read.Reasons }, read);
        Assert.Equal(["raised"], read.Reasons);
    }

    /// <summary>With everything that a division says of an account, and no two alike; an entity holds 1 MiB, a property 64 KiB.</summary>
    [Fact]
    public async Task ApplyAsync_TenThousandAccountsThatSayEverything_ComeBackWhole()
    {
        AllocationResult result = LargeDivision.Of(10_000);

        await Allocations.ApplyAsync(At(0), Instants.Cpu, result);
        await _host.Get<DivisionStore>().SaveAsync(At(0), Instants.Cpu, result);

        // Over it a smaller one, whose rows must not mix with those of the first.
        await Allocations.CorrectAsync(new AllocationRecord(At(-5), Instants.Cpu, LargeDivision.Of(9_000)));
        await Allocations.CorrectAsync(new AllocationRecord(At(-5), Instants.Cpu, Of(3)));

        AllocationResult read = (await Allocations.CurrentAsync(Instants.Cpu))!.Result;
        Assert.Equal(2, (await Allocations.FindAsync(At(-5), Instants.Cpu))!.Result.Allocations.Count);
        Assert.Equal(2, (await Allocations.HistoryAsync(Instants.Cpu, Instants.Noon.AddHours(-1), Instants.Noon.AddHours(1))).Items.Count);
        Assert.Equal(result.Allocations.Select(Everything), read.Allocations.Select(Everything));
        Assert.Equal(result.Shifts, read.Shifts);
        Assert.Equal(result.Unmet, read.Unmet);
        Assert.Equal(10_000, Assert.Single(await _host.Get<DivisionStore>().ListAsync(At(0))).Result.Allocations.Count);

        static object Everything(AccountAllocation allocation) => allocation with { Reasons = [string.Join('|', allocation.Reasons)] } is var flat
            ? (flat.AccountId, flat.Amount, flat.EffectivePriority, flat.PriorityParts, flat.Need, flat.Lent, flat.Trail, flat.Reasons[0])
            : default!;
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task CurrentAsync_NastyNames_RoundTrip(string name)
    {
        ResourceType resourceType = new(name);
        AllocationResult result = Of(1) with { Unmet = [new UnmetNeed(new AccountId(name), 4m)] };
        await Allocations.ApplyAsync(At(0), resourceType, result);

        AllocationRecord? current = await Allocations.CurrentAsync(resourceType);
        Assert.Equal(resourceType, current!.ResourceType);
        Assert.Equal(result.Unmet, current.Result.Unmet);
    }

    private static CycleId At(int minute) => CycleId.At(Instants.Noon.AddMinutes(minute));

    private static AllocationResult Of(decimal amount) => new(
        [new AccountAllocation(Instants.Alpha, amount, 2, ["SLA breached: +1"]), new AccountAllocation(Instants.Beta, 0.5m, 1, [])],
        [new Shift(Instants.Alpha, Instants.Beta, amount)],
        [new UnmetNeed(Instants.Beta, 1.25m)],
        Pool: 7.75m,
        GuaranteesFeasible: false);
}
