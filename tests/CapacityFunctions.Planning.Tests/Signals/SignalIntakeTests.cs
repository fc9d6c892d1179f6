using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Planning.Tests.Signals;

public sealed class SignalIntakeTests
{
    private static readonly ReportedSignal Sound = new("campaign", "*", "2027-03-01T01:00:00+01:00", "1.5");

    [Fact]
    public void Refusal_SoundRow_IsTakenInUtc()
    {
        Assert.Null(SignalIntake.Refusal(Sound, out SignalValue? value));
        Assert.Equal(new SignalValue("campaign", "*", new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), 1.5), value);
    }

    public static TheoryData<ReportedSignal, string> Broken => new()
    {
        { Sound with { Signal = "" }, "signal" },
        { Sound with { Signal = new string('x', 129) }, "signal" },
        { Sound with { Signal = "a\u0007" }, "signal" },
        { Sound with { Scope = null }, "scope" },
        { Sound with { Scope = " a" }, "scope" },
        { Sound with { Timestamp = "next week" }, "timestamp" },
        { Sound with { Timestamp = "1999-12-31T23:59:59Z" }, "timestamp" },
        { Sound with { Value = "much" }, "value" },
        { Sound with { Value = "NaN" }, "value" },
        { Sound with { Value = "1e400" }, "value" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Refusal_BrokenRow_NamesTheField(ReportedSignal row, string field)
    {
        Assert.StartsWith(field, SignalIntake.Refusal(row, out SignalValue? value), StringComparison.Ordinal);
        Assert.Null(value);
    }
}
