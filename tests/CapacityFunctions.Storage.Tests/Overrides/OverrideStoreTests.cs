using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Overrides;

public sealed class OverrideStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private OverrideStore Overrides => _host.Get<OverrideStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task CreateAsync_EmptyIdAndTimes_AreFilledIn()
    {
        Versioned<Override>? created = await Overrides.CreateAsync(Freeze(string.Empty) with { EffectiveFrom = default });

        Assert.NotNull(created);
        Assert.NotEmpty(created.Value.Id);
        Assert.Equal(Instants.Noon, created.Value.CreatedAt);
        Assert.Equal(Instants.Noon, created.Value.EffectiveFrom);
        Assert.Equal(created, await Overrides.GetAsync(created.Value.Id));
    }

    [Fact]
    public async Task CreateAsync_TakenId_IsRefusedAndKeepsTheFirst()
    {
        await Overrides.CreateAsync(Freeze("a"));

        Assert.Null(await Overrides.CreateAsync(Freeze("a") with { Reason = "other", ExpiresAt = Instants.Noon.AddDays(9) }));
        Assert.Equal("launch", (await Overrides.GetAsync("a"))!.Value.Reason);
        Assert.Single(await Overrides.ListOpenAsync(Instants.Noon));
    }

    [Fact]
    public async Task AdmitAsync_TenContradictionsAtOnce_OneIsAdmittedAndNamedToTheOthers()
    {
        AdmitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(value => Overrides.AdmitAsync(Floor($"{value}", value))));

        AdmitOutcome.Admitted admitted = Assert.Single(outcomes.OfType<AdmitOutcome.Admitted>());
        Assert.All(
            outcomes.OfType<AdmitOutcome.Contradicts>(), refused => Assert.Equal(admitted.Override.Value.Id, refused.Conflict.With.Id));
        Assert.Single(await Overrides.ListOpenAsync(Instants.Noon));
        Assert.Equal(admitted.Override, await Overrides.GetAsync(admitted.Override.Value.Id));
    }

    [Fact]
    public async Task AdmitAsync_TenThatAgreeAtOnce_AreAllAdmitted()
    {
        AdmitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(value => Overrides.AdmitAsync(Floor($"{value}", 5))));

        Assert.All(outcomes, outcome => Assert.IsType<AdmitOutcome.Admitted>(outcome));
        Assert.Equal(10, (await Overrides.ListOpenAsync(Instants.Noon)).Count);
    }

    [Fact]
    public async Task AdmitAsync_TheOtherWasCancelled_IsAdmitted()
    {
        await Overrides.AdmitAsync(Floor("a", 1));
        Assert.IsType<AdmitOutcome.Contradicts>(await Overrides.AdmitAsync(Floor("b", 2)));
        await Overrides.CancelAsync("a", "olga", Instants.Noon);

        Assert.IsType<AdmitOutcome.Admitted>(await Overrides.AdmitAsync(Floor("b", 2)));
    }

    [Fact]
    public async Task ListActiveAsync_BoundsOfTime_FromIsInExpiryIsOut()
    {
        await Overrides.CreateAsync(Freeze("later") with { EffectiveFrom = Instants.Noon.AddMinutes(10) });
        await Overrides.CreateAsync(Freeze("now"));

        Assert.Equal(["now"], await ActiveAsync(Instants.Noon), StringComparer.Ordinal);
        Assert.Equal(["later", "now"], await ActiveAsync(Instants.Noon.AddMinutes(10)), StringComparer.Ordinal);
        Assert.Equal(["later", "now"], await ActiveAsync(Instants.Noon.AddHours(1).AddTicks(-1)), StringComparer.Ordinal);
        Assert.Empty(await ActiveAsync(Instants.Noon.AddHours(1)));
        Assert.Empty(await ActiveAsync(Instants.Noon.AddTicks(-1)));
        Assert.Equal(["later", "now"], (await Overrides.ListOpenAsync(Instants.Noon)).Select(entry => entry.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task CancelAsync_Active_EndsItAndKeepsItInHistory()
    {
        Versioned<Override> created = (await Overrides.CreateAsync(Freeze("a")))!;
        DateTimeOffset at = Instants.Noon.AddMinutes(20);

        CancelOutcome.Cancelled outcome = Assert.IsType<CancelOutcome.Cancelled>(
            await Overrides.CancelAsync("a", "olga", at, WriteCondition.IfMatch(created.ETag)));

        Override expected = created.Value with { CancelledAt = at, CancelledBy = "olga" };
        Assert.Equal(expected, outcome.Override.Value);
        Assert.Equal(outcome.Override, await Overrides.GetAsync("a"));
        Assert.Empty(await ActiveAsync(at));
        Assert.Equal(["a"], await ActiveAsync(at.AddTicks(-1)), StringComparer.Ordinal);
        Assert.Equal([expected], (await Overrides.ListAsync()).Items);
    }

    [Fact]
    public async Task CancelAsync_BeforeItBegins_NeverHolds()
    {
        await Overrides.CreateAsync(Freeze("later") with { EffectiveFrom = Instants.Noon.AddMinutes(10) });
        await Overrides.CancelAsync("later", "olga", Instants.Noon);

        Assert.Empty(await ActiveAsync(Instants.Noon.AddMinutes(10)));
    }

    [Fact]
    public async Task CancelAsync_StaleVersionEndedOrUnknown_SaysWhich()
    {
        Versioned<Override> created = (await Overrides.CreateAsync(Freeze("a")))!;
        await Overrides.CancelAsync("a", "olga", Instants.Noon.AddMinutes(1));
        await Overrides.CreateAsync(Freeze("b"));

        Assert.IsType<CancelOutcome.Conflict>(await Overrides.CancelAsync("a", "pia", Instants.Noon.AddMinutes(2), WriteCondition.IfMatch(created.ETag)));
        CancelOutcome.AlreadyEnded ended = Assert.IsType<CancelOutcome.AlreadyEnded>(await Overrides.CancelAsync("a", "pia", Instants.Noon.AddMinutes(2)));
        Assert.Equal("olga", ended.Override.Value.CancelledBy);
        Assert.IsType<CancelOutcome.AlreadyEnded>(await Overrides.CancelAsync("b", "pia", Instants.Noon.AddHours(1)));
        Assert.IsType<CancelOutcome.NotFound>(await Overrides.CancelAsync("c", "pia", Instants.Noon));
    }

    [Fact]
    public async Task CancelAsync_TwoOperatorsAtOnce_OneCancels()
    {
        await Overrides.CreateAsync(Freeze("a"));

        CancelOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(index =>
            Overrides.CancelAsync("a", $"operator-{index}", Instants.Noon.AddMinutes(index))));

        CancelOutcome.Cancelled winner = Assert.Single(outcomes.OfType<CancelOutcome.Cancelled>());
        Assert.Equal(4, outcomes.OfType<CancelOutcome.AlreadyEnded>().Count());
        Assert.Equal(winner.Override, await Overrides.GetAsync("a"));
        Assert.Empty(await Overrides.ListOpenAsync(Instants.Noon.AddMinutes(5)));
    }

    [Fact]
    public async Task ListAsync_Pages_NewestFirst()
    {
        for (int index = 0; index < 5; index++)
        {
            await Overrides.CreateAsync(Freeze($"o{index}") with { CreatedAt = Instants.Noon.AddMinutes(index) });
        }

        Page<Override> first = await Overrides.ListAsync(pageSize: 3);
        Page<Override> second = await Overrides.ListAsync(pageSize: 3, first.ContinuationToken);

        Assert.Equal(["o4", "o3", "o2"], first.Items.Select(entry => entry.Id), StringComparer.Ordinal);
        Assert.Equal(["o1", "o0"], second.Items.Select(entry => entry.Id), StringComparer.Ordinal);
        Assert.Null(second.ContinuationToken);
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task CreateThenCancel_NastyNames_RoundTrip(string name)
    {
        Override saved = Freeze(name) with
        {
            AccountId = name,
            ResourceType = Override.Everything,
            Kind = OverrideKind.Mode,
            Mode = OperatingMode.Enforce,
            Value = 1.30m,
            Reason = name,
            Author = name,
        };
        Versioned<Override>? created = await Overrides.CreateAsync(saved);

        Assert.Equal(created, await Overrides.GetAsync(name));
        Assert.IsType<CancelOutcome.Cancelled>(await Overrides.CancelAsync(name, name, Instants.Noon.AddMinutes(5)));
        Assert.Equal(name, Assert.Single((await Overrides.ListAsync()).Items).CancelledBy);
    }

    private async Task<IEnumerable<string>> ActiveAsync(DateTimeOffset at) =>
        (await Overrides.ListActiveAsync(at)).Select(entry => entry.Id);

    private static Override Floor(string id, decimal value) => Freeze(id) with { Kind = OverrideKind.ReservationFloor, Value = value };

    private static Override Freeze(string id) => new()
    {
        Id = id,
        Kind = OverrideKind.Freeze,
        AccountId = "alpha",
        ResourceType = "cpu",
        EffectiveFrom = Instants.Noon,
        ExpiresAt = Instants.Noon.AddHours(1),
        Reason = "launch",
        Author = "otto",
    };
}
