using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Tests.Forecasts;

public sealed class SeriesSignalsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SameSignalForAccountAndAll_TheAccountsWins()
    {
        ExternalInputs inputs = SeriesSignals.Of([.. Hourly("price", "a", 24)], [.. Hourly("price", "*", 48), .. Hourly("holiday", "*", 48)]);

        Assert.Equal(["holiday", "price"], inputs.All.Select(input => input.Name), StringComparer.Ordinal);
        Assert.Equal(Start.AddHours(23), inputs.Find("price")!.Latest);
    }

    private static IEnumerable<SignalValue> Hourly(string signal, string scope, int count) =>
        Enumerable.Range(0, count).Select(hour => new SignalValue(signal, scope, Start.AddHours(hour), hour));
}
