using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Planning.Tests.Signals;

public sealed class SignalTimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(5);

    [Fact]
    public void Of_OneSpan_HoldsFromStartToEndOnTheGrid() =>
        // 12:02 to 12:11 touches the steps from 12:00 to 12:15.
        Assert.Equal([(0, 3), (15, 0)], Values(Span(2, 11, 3)));

    [Fact]
    public void Of_Overlapping_TheLargerCounts() => Assert.Equal([(0, 1), (10, 4), (20, 1), (30, 0)], Values(Span(0, 30, 1), Span(10, 20, 4)));

    [Fact]
    public void Of_Adjoining_WritesOnlyChanges() => Assert.Equal([(0, 1), (20, 2), (30, 0)], Values(Span(10, 20, 1), Span(0, 10, 1), Span(20, 30, 2)));

    [Fact]
    public void Of_TwiceTheSame_IsTheSameAsOnce() => Assert.Equal(Values(Span(0, 10, 1)), Values(Span(0, 10, 1), Span(0, 10, 1)));

    [Fact]
    public void Of_WithoutLength_IsOneStep() => Assert.Equal([(5, 1), (10, 0)], Values(Span(5, 5, 1)));

    [Fact]
    public void Of_NegativeValue_IsBelowNothing() => Assert.Equal([(0, -1), (10, 0)], Values(Span(0, 10, -1)));

    [Fact]
    public void Of_SeveralSignalsAndScopes_DoNotMeet()
    {
        IReadOnlyList<SignalValue> values = SignalTimeline.Of(
            [Span(0, 10, 1), Span(5, 15, 9) with { Signal = "other" }, Span(5, 15, 7) with { Scope = "a" }], Grid);

        Assert.Equal(["campaign *", "campaign *", "campaign a", "campaign a", "other *", "other *"], values.Select(value => $"{value.Signal} {value.Scope}"));
    }

    private static (int Minute, double Value)[] Values(params SignalSpan[] spans) =>
        [.. SignalTimeline.Of(spans, Grid).Select(value => ((int)(value.Timestamp - Noon).TotalMinutes, value.Value))];

    private static SignalSpan Span(int from, int to, double value) => new("campaign", "*", Noon.AddMinutes(from), Noon.AddMinutes(to), value);
}
