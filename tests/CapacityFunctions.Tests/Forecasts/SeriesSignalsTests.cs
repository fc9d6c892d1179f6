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

        // 24 hourly values: the last one, at 23:00, holds for two hours.
        Assert.Equal(Start.AddHours(25), inputs.Find("price")!.KnownUntil);
    }

    [Fact]
    public void Mark_SignalThatEndsBeforeTheForecastDoes_IsOnlyObserved()
    {
        SignalValue campaign = new("campaign", "*", Start, 1);

        ExternalInputs marked = SeriesSignals.Mark(SeriesSignals.Of([], [.. Hourly("latency", "*", 24), .. Hourly("weather", "*", 48), campaign]), Start.AddHours(48));

        Assert.Equal(InputKnowledge.ObservedOnly, marked.Find("latency")!.Knowledge);
        Assert.Equal(InputKnowledge.KnownAhead, marked.Find("weather")!.Knowledge);
        Assert.Equal(InputKnowledge.KnownAhead, marked.Find("campaign")!.Knowledge);
    }

    private static IEnumerable<SignalValue> Hourly(string signal, string scope, int count) =>
        Enumerable.Range(0, count).Select(hour => new SignalValue(signal, scope, Start.AddHours(hour), hour));
}
