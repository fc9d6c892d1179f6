using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

/// <summary>Berlin put its clock forward on 29 March 2026 at 01:00 UTC, from two to three o'clock.</summary>
public sealed class WallClockTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);

    private static TimeZoneInfo Berlin => TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Of_OverAChangeOfTheClock_HistoryAndInputsKeepTogether()
    {
        TimeSeries history = WallClock.Of(TimeSeries.FromValues(Midnight, TimeSpan.FromHours(1), [1, 2, 3]), Berlin);
        ExternalInputs inputs = WallClock.Of(
            new ExternalInputs([new ExternalInput("sale", InputKnowledge.KnownAhead, [new Observation(Midnight, 10), new Observation(Midnight.AddHours(1), 20)])]),
            Berlin,
            TimeSpan.FromHours(1));

        // 00:00 UTC is one o'clock; two o'clock was left out; 01:00 UTC is three.
        Assert.Equal(Midnight.AddHours(1), history.Start);
        Assert.Equal([1, 0, 2, 3], history.Values.ToArray());
        Assert.Equal([false, true, false, false], history.Missing.ToArray());
        double[] values = new double[4];
        inputs.All[0].Fill(history.Start, history.Step, hold: null, values, new bool[4]);
        Assert.Equal([10, 10, 20, 20], values);
    }

    [Fact]
    public void Of_Utc_ChangesNothing()
    {
        TimeSeries history = TimeSeries.FromValues(Midnight, TimeSpan.FromHours(1), [1, 2, 3]);

        Assert.Same(history, WallClock.Of(history, TimeZoneInfo.Utc));
        Assert.Same(ExternalInputs.None, WallClock.Of(ExternalInputs.None, TimeZoneInfo.Utc, history.Step));
    }
}
