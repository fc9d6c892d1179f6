using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class SeasonalPeriodsTests
{
    [Fact]
    public void Detect_DayAndWeekend_FindsDayAndWeek() => Assert.Equal([24, 168], SeasonalPeriods.Detect(SampleSeries.Hourly(28 * 24)));

    [Fact]
    public void Detect_DayOnly_FindsNoWeek()
    {
        TimeSeries series = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, SampleSeries.HourlyValues(28 * 24, 3, weekendFactor: 1));

        Assert.Equal([24], SeasonalPeriods.Detect(series));
    }

    [Fact]
    public void Detect_RandomWalks_RarelyFindsASeason()
    {
        int found = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            Random random = new(seed);
            double level = 100;
            double[] walk = [.. Enumerable.Range(0, 500).Select(_ => level += random.NextDouble() - 0.5)];
            found += SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, walk)).Count > 0 ? 1 : 0;
        }

        // Two tests at a nominal 5 % each, one-sided: 10 % expected, 25 % is beyond three standard errors of 50 draws.
        Assert.InRange(found, 0, 12);
    }

    [Fact]
    public void Detect_Constant_FindsNone() =>
        Assert.Empty(SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, new double[500])));
}
