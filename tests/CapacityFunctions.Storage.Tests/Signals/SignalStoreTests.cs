using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Signals;

public sealed class SignalStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private SignalStore Signals => _host.Get<SignalStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ReadAsync_WithinBounds_HasTheValueInForceBeforeToo()
    {
        SignalValue[] campaign = [.. Enumerable.Range(0, 6).Select(hour => new SignalValue("campaign", "alpha", Instants.Noon.AddHours(hour), hour))];
        SignalValue holiday = new("holiday", "alpha", Instants.Noon.AddDays(-300), 1);
        await Signals.AppendAsync([.. campaign.Reverse(), holiday, new SignalValue("campaign", "*", Instants.Noon, 77)]);

        IReadOnlyList<SignalValue> read = await Signals.ReadAsync("alpha", Instants.Noon.AddHours(2), Instants.Noon.AddHours(4));

        // Hour 1 holds until hour 2 begins; hour 4 is out.
        Assert.Equal([campaign[1], campaign[2], campaign[3], holiday], read);
        Assert.Equal([77.0], (await Signals.ReadAsync("*", Instants.Noon, Instants.Noon.AddHours(1))).Select(value => value.Value));
        Assert.Empty(await Signals.ReadAsync("beta", Instants.Noon, Instants.Noon.AddHours(1)));
    }

    [Fact]
    public async Task AppendAsync_SameTimeAgain_TheLastCounts()
    {
        await Signals.AppendAsync([new("s", "*", Instants.Noon, 1), new("s", "*", Instants.Noon, 2)]);
        Assert.Equal(2, Assert.Single(await Signals.ReadAsync("*", Instants.Noon, Instants.Noon.AddHours(1))).Value);

        await Signals.AppendAsync([new("s", "*", Instants.Noon, 3)]);
        Assert.Equal(3, Assert.Single(await Signals.ReadAsync("*", Instants.Noon, Instants.Noon.AddHours(1))).Value);
    }

    [Fact]
    public async Task ListAsync_Pages_HaveEachValueOfTheWindowOnce()
    {
        SignalValue[] stored = [.. Enumerable.Range(0, 7).SelectMany(hour => (SignalValue[])
            [new("a", "*", Instants.Noon.AddHours(hour), hour), new("b", "*", Instants.Noon.AddHours(hour), -hour)])];
        await Signals.AppendAsync([.. stored, new SignalValue("a", "alpha", Instants.Noon, 5)]);

        List<SignalValue> listed = [];
        string? token = null;
        do
        {
            Page<SignalValue> page = await Signals.ListAsync("*", signal: null, Instants.Noon.AddHours(1), Instants.Noon.AddHours(6), 3, token);
            listed.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(
            stored.Where(value => value.Timestamp >= Instants.Noon.AddHours(1) && value.Timestamp < Instants.Noon.AddHours(6))
                .OrderBy(value => value.Signal, StringComparer.Ordinal).ThenByDescending(value => value.Timestamp),
            listed);
        Assert.Equal(["a", "b"], await Signals.ListNamesAsync("*"));
        Assert.Equal(5, Assert.Single((await Signals.ListAsync("alpha", "a", Instants.Noon, Instants.Noon.AddHours(1), 10, null)).Items).Value);
    }

    [Fact]
    public async Task RemoveAsync_Window_LeavesTheRestAndAtLastNoName()
    {
        await Signals.AppendAsync([.. Enumerable.Range(0, 250).Select(hour => new SignalValue("a", "*", Instants.Noon.AddHours(hour), hour))]);
        await Signals.AppendAsync([new("ab", "*", Instants.Noon, 1), new("a", "alpha", Instants.Noon, 1)]);

        Assert.Equal(248, await Signals.RemoveAsync("a", "*", Instants.Noon.AddHours(1), Instants.Noon.AddHours(249)));
        Assert.Equal([0.0, 249.0], (await Signals.ReadAsync("*", Instants.Noon, Instants.Noon.AddHours(300))).Where(value => value.Signal == "a").Select(value => value.Value));
        Assert.Equal(2, await Signals.RemoveAsync("a", "*", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));

        Assert.Equal(["ab"], await Signals.ListNamesAsync("*"));
        Assert.Equal(["a"], await Signals.ListNamesAsync("alpha"));
        Assert.Equal(0, await Signals.RemoveAsync("a", "*", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("", "*", 1)]
    [InlineData("s", "", 1)]
    [InlineData("s", "*", double.NaN)]
    public async Task AppendAsync_OneInvalidValue_WritesNothing(string signal, string scope, double value)
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Signals.AppendAsync([new("s", "*", Instants.Noon, 1), new(signal, scope, Instants.Noon, value)]));

        Assert.Empty(await Signals.ReadAsync("*", Instants.Noon, Instants.Noon.AddHours(1)));
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task ReadAsync_NastyNames_RoundTrip(string name)
    {
        SignalValue saved = new(name, name, Instants.Noon, 1);
        await Signals.AppendAsync([saved, new("other", name, Instants.Noon, 2)]);

        IReadOnlyList<SignalValue> read = await Signals.ReadAsync(name, Instants.Noon, Instants.Noon.AddHours(1));

        Assert.Contains(saved, read);
        Assert.Equal(2, read.Count);
    }
}
