using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Accounts;

public sealed class AccountStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private AccountStore Accounts => _host.Get<AccountStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task GetAsync_UnknownId_IsNull() => Assert.Null(await Accounts.GetAsync(Instants.Alpha));

    [Fact]
    public async Task PutAsync_NewThenAgain_CreatesThenUpdates()
    {
        LinkedAccount account = new()
        {
            Id = Instants.Alpha,
            Name = "Ä",
            BusinessUnit = "retail",
            Priority = 3,
            Weight = 1.5,
            TimeZone = "Europe/Berlin",
            Mode = OperatingMode.Enforce,
            ServiceLevel = new ServiceLevel(200, null),
            Resources = new Dictionary<ResourceType, ResourceLimits> { [Instants.Cpu] = new(10.5m, 50m, 2m) },
        };

        PutOutcome first = await Accounts.PutAsync(account);
        PutOutcome second = await Accounts.PutAsync(account with { Priority = 4 });

        Assert.IsType<PutOutcome.Created>(first);
        PutOutcome.Updated updated = Assert.IsType<PutOutcome.Updated>(second);
        Versioned<LinkedAccount> stored = Assert.IsType<Versioned<LinkedAccount>>(await Accounts.GetAsync(account.Id));
        Assert.Equal(updated.ETag, stored.ETag);
        Assert.Equal(4, stored.Value.Priority);
        Assert.Equal(account.Resources, stored.Value.Resources);
        Assert.Equivalent(account with { Priority = 4 }, stored.Value, strict: true);
    }

    [Fact]
    public async Task PutAsync_StaleVersion_IsAConflictAndLosesNothing()
    {
        LinkedAccount account = new() { Id = Instants.Alpha };
        PutOutcome.Created created = Assert.IsType<PutOutcome.Created>(await Accounts.PutAsync(account));
        await Accounts.PutAsync(account with { Priority = 7 }, WriteCondition.IfMatch(created.ETag));

        PutOutcome late = await Accounts.PutAsync(account with { Priority = 8 }, WriteCondition.IfMatch(created.ETag));

        Assert.IsType<PutOutcome.Conflict>(late);
        Assert.Equal(7, (await Accounts.GetAsync(account.Id))!.Value.Priority);
    }

    [Fact]
    public async Task PutAsync_IfAbsentOnExisting_IsAConflict()
    {
        LinkedAccount account = new() { Id = Instants.Alpha };
        await Accounts.PutAsync(account, WriteCondition.IfAbsent);

        Assert.IsType<PutOutcome.Conflict>(await Accounts.PutAsync(account with { Priority = 8 }, WriteCondition.IfAbsent));
        Assert.Equal(1, (await Accounts.GetAsync(account.Id))!.Value.Priority);
    }

    [Fact]
    public async Task PutAsync_IfMatchOnDeleted_IsAConflict()
    {
        LinkedAccount account = new() { Id = Instants.Alpha };
        PutOutcome.Created created = Assert.IsType<PutOutcome.Created>(await Accounts.PutAsync(account));
        await Accounts.DeleteAsync(account.Id);

        Assert.IsType<PutOutcome.Conflict>(await Accounts.PutAsync(account, WriteCondition.IfMatch(created.ETag)));
        Assert.Null(await Accounts.GetAsync(account.Id));
    }

    [Fact]
    public async Task PutAsync_TwoWritersWithOneVersion_OneWins()
    {
        LinkedAccount account = new() { Id = Instants.Alpha };
        PutOutcome.Created created = Assert.IsType<PutOutcome.Created>(await Accounts.PutAsync(account));

        PutOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(10, 8).Select(priority =>
            Accounts.PutAsync(account with { Priority = priority }, WriteCondition.IfMatch(created.ETag))));

        Assert.Single(outcomes.OfType<PutOutcome.Updated>());
        Assert.Equal(7, outcomes.OfType<PutOutcome.Conflict>().Count());
    }

    [Fact]
    public async Task DeleteAsync_StaleCurrentAndMissing_SaysWhich()
    {
        LinkedAccount account = new() { Id = Instants.Alpha };
        PutOutcome.Created first = Assert.IsType<PutOutcome.Created>(await Accounts.PutAsync(account));
        PutOutcome.Updated second = Assert.IsType<PutOutcome.Updated>(await Accounts.PutAsync(account with { Priority = 2 }));

        Assert.Equal(DeleteOutcome.Conflict, await Accounts.DeleteAsync(account.Id, WriteCondition.IfMatch(first.ETag)));
        Assert.Equal(DeleteOutcome.Deleted, await Accounts.DeleteAsync(account.Id, WriteCondition.IfMatch(second.ETag)));
        Assert.Equal(DeleteOutcome.NotFound, await Accounts.DeleteAsync(account.Id));
    }

    [Fact]
    public async Task ListAsync_NastyNames_AllRoundTripInOrdinalOrder()
    {
        AccountId[] ids = [.. Instants.NastyNames.Select(name => new AccountId(name))];
        foreach (AccountId id in ids)
        {
            Assert.IsType<PutOutcome.Created>(await Accounts.PutAsync(new LinkedAccount { Id = id }, WriteCondition.IfAbsent));
        }

        IReadOnlyList<LinkedAccount> listed = await Accounts.ListAsync();

        Assert.Equal(ids.Order(), listed.Select(account => account.Id));
        foreach (AccountId id in ids)
        {
            Versioned<LinkedAccount> found = Assert.IsType<Versioned<LinkedAccount>>(await Accounts.GetAsync(id));
            Assert.Equal(id, found.Value.Id);
            Assert.IsType<PutOutcome.Updated>(await Accounts.PutAsync(found.Value, WriteCondition.IfMatch(found.ETag)));
            Assert.Equal(DeleteOutcome.Deleted, await Accounts.DeleteAsync(id));
        }
    }
}
