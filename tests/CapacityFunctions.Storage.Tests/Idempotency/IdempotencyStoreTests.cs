using System.Text;
using Azure.Data.Tables;
using CapacityFunctions.Storage.Idempotency;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Idempotency;

public sealed class IdempotencyStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly StoredAnswer Created = new(
        201, new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = "/api/overrides/1" }, Encoding.UTF8.GetBytes("{\"id\":\"1\"}"));

    private readonly AzuriteFixture _azurite = azurite;
    private readonly StorageHost _host = new(azurite);

    private IdempotencyStore Store => _host.Get<IdempotencyStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task BeginAsync_AfterTheAnswer_GivesItToAnyProcessForADay()
    {
        await CompleteAsync("key:a", "k");

        await using StorageHost other = _host.Another();
        _host.Time.Advance(TimeSpan.FromHours(23));
        StoredAnswer again = Assert.IsType<BeginOutcome.Answered>(await other.Get<IdempotencyStore>().BeginAsync("key:a", "k", "f")).Answer;
        _host.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(201, again.Status);
        Assert.Equal("/api/overrides/1", again.Headers["Location"]);
        Assert.Equal(Created.Body.ToArray(), again.Body.ToArray());
        Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "k", "f"));
    }

    [Fact]
    public async Task BeginAsync_OtherRequestOrOtherAuthor_IsToldApart()
    {
        await CompleteAsync("key:a", "k");

        Assert.IsType<BeginOutcome.Reused>(await Store.BeginAsync("key:a", "k", "other"));
        Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:b", "k", "f"));
        Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "K", "f"));
    }

    [Fact]
    public async Task BeginAsync_ProcessDiedInBetween_NeverServesTheRequestASecondTime()
    {
        Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "k", "f"));

        await using StorageHost next = _host.Another();
        Assert.IsType<BeginOutcome.InProgress>(await next.Get<IdempotencyStore>().BeginAsync("key:a", "k", "f"));
        _host.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<BeginOutcome.Unknown>(await next.Get<IdempotencyStore>().BeginAsync("key:a", "k", "f"));
        _host.Time.Advance(TimeSpan.FromHours(23));
        Assert.IsType<BeginOutcome.Unknown>(await next.Get<IdempotencyStore>().BeginAsync("key:a", "k", "f"));
    }

    [Fact]
    public async Task BeginAsync_AfterAFailureOrARelease_SaysSo()
    {
        BeginOutcome.Begun failed = Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "failed", "f"));
        await Store.FailAsync("key:a", "failed", "f", failed.Version);
        BeginOutcome.Begun released = Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "released", "f"));
        await Store.ReleaseAsync("key:a", "released", released.Version);

        Assert.IsType<BeginOutcome.Unknown>(await Store.BeginAsync("key:a", "failed", "f"));
        Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync("key:a", "released", "other"));
    }

    [Fact]
    public async Task BeginAsync_ManyAtOnce_OneClaimsTheKey()
    {
        BeginOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.BeginAsync("key:a", "k", "f")));

        Assert.Single(outcomes.OfType<BeginOutcome.Begun>());
        Assert.Equal(19, outcomes.OfType<BeginOutcome.InProgress>().Count());
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task Keys_WithAnyCharacter_AreKept(string name)
    {
        await CompleteAsync(name, name);

        Assert.IsType<BeginOutcome.Answered>(await Store.BeginAsync(name, name, "f"));
    }

    [Fact]
    public async Task CompleteAsync_NowAndThen_DropsWhatHasRunOut()
    {
        await CompleteAsync("key:a", "old");
        _host.Time.Advance(TimeSpan.FromHours(25));
        await CompleteAsync("key:a", "new");

        TableClient table = new(_azurite.ConnectionString, $"{_host.Prefix}Idempotency");
        Assert.Equal("new", Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync()).RowKey);
    }

    private async Task CompleteAsync(string author, string key)
    {
        BeginOutcome.Begun begun = Assert.IsType<BeginOutcome.Begun>(await Store.BeginAsync(author, key, "f"));
        await Store.CompleteAsync(author, key, "f", begun.Version, Created);
    }
}
