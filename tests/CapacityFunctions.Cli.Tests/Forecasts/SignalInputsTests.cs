using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Tests.Forecasts;

public sealed class SignalInputsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void For_AccountAndAll_OwnSignalWins()
    {
        SignalInputs signals = SignalInputs.Of([.. Hourly("price", "a", 20), .. Hourly("price", "*", 40), .. Hourly("holiday", "*", 40), .. Hourly("other", "b", 40)]);

        ExternalInputs own = signals.For(Account("a"), Start, Start);
        ExternalInputs shared = signals.For(Account("c"), Start, Start);

        Assert.Equal(["holiday", "price"], own.All.Select(input => input.Name), StringComparer.Ordinal);
        Assert.Equal(Start.AddHours(19), own.Find("price")!.Latest);
        Assert.Equal(Start.AddHours(39), shared.Find("price")!.Latest);
    }

    [Fact]
    public void For_SignalThatEndsBeforeTheForecast_IsOnlyObserved()
    {
        SignalInputs signals = SignalInputs.Of([.. Hourly("latency", "*", 24), .. Hourly("weather", "*", 48), new SignalValue("campaign", "*", Start, 1)]);

        ExternalInputs inputs = signals.For(Account("a"), Start.AddHours(24), Start.AddHours(48));

        Assert.Equal(InputKnowledge.ObservedOnly, inputs.Find("latency")!.Knowledge);
        Assert.Equal(InputKnowledge.KnownAhead, inputs.Find("weather")!.Knowledge);
        Assert.Equal(InputKnowledge.KnownAhead, inputs.Find("campaign")!.Knowledge);
    }

    [Fact]
    public void Read_NoFile_IsNone() => Assert.Empty(SignalInputs.Read(null).For(Account("a"), Start, Start).All);

    [Fact]
    public void Read_NoRow_SaysSo()
    {
        InputException empty = Assert.Throws<InputException>(() => SignalInputs.Read(_folder.Write("s.csv", "signal,scope,timestamp,value\n")));

        Assert.EndsWith("s.csv: holds no signal", empty.Message, StringComparison.Ordinal);
    }

    private static AccountId Account(string name) => new(name);

    private static IEnumerable<SignalValue> Hourly(string signal, string scope, int count) =>
        Enumerable.Range(0, count).Select(hour => new SignalValue(signal, scope, Start.AddHours(hour), hour));
}
