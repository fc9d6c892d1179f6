using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Allocations;

public sealed class DivisionStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly CycleId Cycle = CycleId.At(Instants.Noon);
    private readonly StorageHost _host = new(azurite);

    private DivisionStore Divisions => _host.Get<DivisionStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task SaveAsync_TwoResourceTypes_AreListedOfTheirCycleAlone()
    {
        await Divisions.SaveAsync(Cycle, new ResourceType("memory"), Of(2));
        await Divisions.SaveAsync(Cycle, Instants.Cpu, Of(1));
        await Divisions.SaveAsync(CycleId.At(Instants.Noon.AddMinutes(5)), Instants.Cpu, Of(9));

        IReadOnlyList<AllocationRecord> stored = await Divisions.ListAsync(Cycle);

        Assert.Equal([Instants.Cpu, new ResourceType("memory")], stored.Select(division => division.ResourceType));
        Assert.Equal([1m, 2m], stored.Select(division => division.Result.Pool));
    }

    [Fact]
    public async Task ListAsync_TrailOfAnAccount_RoundTrips()
    {
        AllocationTrail trail = new() { At = Instants.Noon, ServiceLevelRaise = 1, WaitedMinutes = 5, Entitled = 7, IsLacking = true };
        await Divisions.SaveAsync(Cycle, Instants.Cpu, Of(0) with { Allocations = [new AccountAllocation(Instants.Alpha, 1, 2, []) { Trail = trail }] });

        AllocationRecord stored = Assert.Single(await Divisions.ListAsync(Cycle));

        Assert.Equal(trail, Assert.Single(stored.Result.Allocations).Trail);
    }

    [Fact]
    public async Task SaveAsync_TenThousandAccounts_FitIntoARow()
    {
        AllocationResult large = Of(0) with
        {
            Allocations = [.. Enumerable.Range(0, 10_000).Select(index =>
                new AccountAllocation(new AccountId($"account-{index:D5}"), index % 50, index % 4, [$"need {index % 50} is met (floor {index % 7})"]))],
        };

        await Divisions.SaveAsync(Cycle, Instants.Cpu, large);

        AllocationResult stored = Assert.Single(await Divisions.ListAsync(Cycle)).Result;
        Assert.Equal(large.Allocations.Select(Fields), stored.Allocations.Select(Fields));
    }

    private static (AccountId Account, decimal Amount, int Priority, string Reason) Fields(AccountAllocation allocation) =>
        (allocation.AccountId, allocation.Amount, allocation.EffectivePriority, Assert.Single(allocation.Reasons));

    private static AllocationResult Of(decimal pool) => new([], [], [], pool, GuaranteesFeasible: true);
}
