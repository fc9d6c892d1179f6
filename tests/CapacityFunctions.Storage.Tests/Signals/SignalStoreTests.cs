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
