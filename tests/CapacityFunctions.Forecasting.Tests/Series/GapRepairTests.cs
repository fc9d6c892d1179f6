using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class GapRepairTests
{
    [Fact]
    public void Fill_ShortGap_IsAStraightLine()
    {
        TimeSeries series = TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, [2, 0, 0, 8], [false, true, true, false]);

        // A third of the way from 2 to 8 each.
        Assert.Equal([2, 4, 6, 8], GapRepair.Fill(series, 1), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Fill_DayMissingInASeason_RepeatsTheSeasonAtTheNewLevel()
    {
        double[] values = [.. Enumerable.Range(0, 96).Select(i => 10 + Math.Sin(2 * Math.PI * i / 24) + (i >= 48 ? 5 : 0))];
        bool[] missing = [.. Enumerable.Range(0, 96).Select(i => i is >= 24 and < 48)];

        double[] filled = GapRepair.Fill(TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, values, missing), 24);

        // Both neighbouring days carry the shape, the second 5 above the first: the gap leads from the one level to the other.
        for (int i = 24; i < 48; i++)
        {
            double share = (i - 23) / 25.0;
            Assert.Equal(10 + Math.Sin(2 * Math.PI * i / 24) + (5 * share), filled[i], 0.25);
        }
    }

    [Fact]
    public void Fill_NothingKnown_IsZero() =>
        Assert.Equal([0, 0], GapRepair.Fill(TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, [1, 1], [true, true]), 24));
}
