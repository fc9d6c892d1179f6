using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class SeasonalPeriodsTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public void Detect_DayAndWeekend_FindsDayAndWeek() => Assert.Equal([24, 168], SeasonalPeriods.Detect(SampleSeries.Hourly(28 * 24)));

    [Fact]
    public void Detect_DayOnly_FindsNoWeek()
    {
        TimeSeries series = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, SampleSeries.HourlyValues(28 * 24, 3, weekendFactor: 1));

        Assert.Equal([24], SeasonalPeriods.Detect(series));
    }

    [Theory]
    [InlineData(0.0, 336)]
    [InlineData(0.0, 960)]
    [InlineData(0.0, 2_016)]
    [InlineData(0.9, 336)]
    [InlineData(0.9, 960)]
    [InlineData(0.9, 2_016)]
    [InlineData(1.0, 336)]
    [InlineData(1.0, 960)]
    [InlineData(1.0, 2_016)]
    public void Detect_Noise_FindsNothingInAtLeast95Of100(double memory, int length)
    {
        const int Draws = 400;
        int found = 0;
        for (int seed = 0; seed < Draws; seed++)
        {
            found += SeasonalPeriods.Detect(Hourly(Noise(memory, length, seed))).Count > 0 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"memory {memory}, {length} hours: {100.0 * found / Draws:0.0} % false alarms");
        Assert.InRange(found, 0, Draws / 20);
    }

    [Theory]
    [InlineData(6, 672)]
    [InlineData(8, 672)]
    [InlineData(12, 336)]
    [InlineData(7, 672)]
    public void Detect_BatchEveryFewHours_FindsThatAlone(int period, int length)
    {
        double[] values = [.. Noise(0.5, length, 1).Select((noise, i) => 20 + noise + (i % period == 2 ? 8 : 0))];

        // Eight in one step of the period; the noise has a deviation of 1 ÷ sqrt(1 − 0.5²) = 1.15. A day is a multiple of 6, 8 and 12 hours.
        Assert.Equal([period], SeasonalPeriods.Detect(Hourly(values)));
    }

    [Fact]
    public void Detect_CronEveryHalfHour_IsFoundOnFiveMinutes()
    {
        double[] values = [.. Noise(0.9, 4_032, 2).Select((noise, i) => 50 + (2 * noise) + (i % 6 == 0 ? 10 : 0))];

        Assert.Equal([6], SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, FiveMinutes, values)));
    }

    [Fact]
    public void Detect_DayAndOtherRhythm_FindsBoth()
    {
        double[] values = [.. SampleSeries.HourlyValues(672, 3, weekendFactor: 1).Select((value, i) => value + (i % 7 == 0 ? 15 : 0))];

        // Seven hours and the day have no multiple in common below the week, 168: which adds nothing to the two.
        Assert.Equal([7, 24], SeasonalPeriods.Detect(Hourly(values)));
    }

    [Fact]
    public void Detect_DayWithStrongHalfDay_IsTheDay()
    {
        double[] values = [.. Noise(0.5, 672, 4).Select((noise, i) =>
            noise + (10 * Math.Sin(2 * Math.PI * i / 12)) + (3 * Math.Sin(2 * Math.PI * i / 24)))];

        Assert.Equal([24], SeasonalPeriods.Detect(Hourly(values)));
    }

    [Fact]
    public void Detect_Weeks_FindsTheYear()
    {
        double[] values = [.. Noise(0.5, 160, 5).Select((noise, i) => 100 + noise + (10 * Math.Sin(2 * Math.PI * i / 52.18)))];

        Assert.Equal([52], SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, TimeSpan.FromDays(7), values)));
    }

    [Fact]
    public void Detect_UnevenCycle_IsFoundAtItsMeanLength()
    {
        // As sunspots: 26 cycles of 9 to 13 years, 11 in the mean, asymmetric and of different height.
        Random random = new(6);
        List<double> values = [];
        for (int cycle = 0; cycle < 26; cycle++)
        {
            int length = 10 + (cycle % 3);
            double height = 60 + (80 * random.NextDouble());
            values.AddRange(Enumerable.Range(0, length).Select(year => (height * Math.Pow(Math.Sin(Math.PI * year / length), 2)) + (10 * random.NextDouble())));
        }

        IReadOnlyList<int> found = SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, TimeSpan.FromHours(5), [.. values]));

        Assert.Equal([11], found);
    }

    [Fact]
    public void Detect_GapsInARhythm_AreBridged()
    {
        double[] values = [.. Noise(0.5, 672, 7).Select((noise, i) => 20 + noise + (i % 8 < 2 ? 8 : 0))];
        bool[] missing = [.. values.Select((_, i) => i % 11 == 0 || i is > 300 and < 340)];

        Assert.Equal([8], SeasonalPeriods.Detect(TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, values, missing)));
    }

    [Theory]
    [InlineData("AirPassengers", 12)]
    [InlineData("USAccDeaths", 12)]
    [InlineData("UKgas", 4)]
    [InlineData("lynx", 10)]
    [InlineData("Nile", 0)]
    public void Detect_ClassicSeries_FindsItsSeason(string name, int expected)
    {
        // Months, quarters, years with a cycle between 9 and 10 (9.6: Campbell & Walker 1977) and without one; five hours a step here, so that no calendar helps.
        double[] values = RReference.Instance.Series[name].Values;

        Assert.Equal(expected == 0 ? [] : [expected], SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, TimeSpan.FromHours(5), values)));
    }

    [Fact]
    public void Detect_Constant_FindsNone() =>
        Assert.Empty(SeasonalPeriods.Detect(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, new double[500])));

    private static TimeSeries Hourly(double[] values) => TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);

    /// <summary>Normal noise with a first-order memory: 0 is white, 1 a random walk.</summary>
    private static double[] Noise(double memory, int length, int seed)
    {
        Random random = new(seed);
        double[] values = new double[length];
        double level = 0;
        for (int i = 0; i < length; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            level = (memory * level) + normal;
            values[i] = level;
        }

        return values;
    }
}
