using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class TimeSeriesTests
{
    private static readonly TimeSeries Three = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, [1, 2, 3]);

    [Fact]
    public void FromValues_NotFinite_Throws() =>
        Assert.Throws<ArgumentException>(() => TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, [1, double.NaN]));

    [Fact]
    public void ExtendTo_LaterInstant_AddsMissingStepsThatAreOver()
    {
        TimeSeries extended = Three.ExtendTo(SampleSeries.Start.AddHours(5).AddMinutes(30));

        // Steps 3 and 4 are over at 05:30, step 5 is not.
        Assert.Equal([false, false, false, true, true], extended.Missing.ToArray());
    }

    [Fact]
    public void Append_Overlap_NewerKnownValueWins()
    {
        TimeSeries newer = TimeSeries.FromMasked(SampleSeries.Start.AddHours(1), SampleSeries.Hour, [0, 9, 0, 7], [true, false, true, false]);

        TimeSeries joined = Three.Append(newer);

        Assert.Equal([1, 2, 9, 0, 7], joined.Values.ToArray());
        Assert.Equal([false, false, false, true, false], joined.Missing.ToArray());
    }

    [Fact]
    public void Append_OtherGrid_Throws() =>
        Assert.Throws<ArgumentException>(() => Three.Append(TimeSeries.FromValues(SampleSeries.Start.AddMinutes(90), SampleSeries.Hour, [1])));

    [Fact]
    public void Resample_FiveMinutesToHour_TakesKnownMaximumAndLeavesOpenHourOut()
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => (double)i)];
        bool[] missing = [.. Enumerable.Range(0, 30).Select(i => i is 11 or (>= 12 and < 24))];
        TimeSeries fine = TimeSeries.FromMasked(SampleSeries.Start, TimeSpan.FromMinutes(5), values, missing);

        TimeSeries coarse = SeriesResampler.Resample(fine, SampleSeries.Hour);

        // First hour 0…10 known, second hour unknown, third hour has only 6 of 12 steps yet.
        Assert.Equal([10, 0], coarse.Values.ToArray());
        Assert.Equal([false, true], coarse.Missing.ToArray());
    }
}
