using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Boosted;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Learning.Features;

public sealed class StepFeaturesTests
{
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    // Two steps a day: short enough for arithmetic by hand.
    private static readonly FeatureLayout Layout = FeatureLayout.For(HalfDay, []);
    private static readonly FeatureLayout Hourly = FeatureLayout.For(SampleSeries.Hour, []);

    // Monday to Wednesday. Median 6; changes over a day 2, 4, 4, 8 with mean 4.5.
    private static readonly double[] Tiny = [0, 4, 2, 8, 6, 16];

    [Fact]
    public void For_Grids_KnowDayAndWeek()
    {
        Assert.Equal((2, 14, 672), (Layout.Period, Layout.Week, Layout.Reach));
        Assert.Equal((24, 168, 672), (Hourly.Period, Hourly.Week, Hourly.Reach));
        Assert.Equal((7, 7), Seasons(TimeSpan.FromDays(1)));
        Assert.Equal((1, 1), Seasons(TimeSpan.FromDays(7)));

        // Five hours fit neither into a day nor into a week.
        Assert.Equal((1, 1), Seasons(TimeSpan.FromHours(5)));
        Assert.Equal((288, 2_016), Seasons(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Of_TinySeries_ScaleIsMedianAndDailyChange()
    {
        SeriesScale scale = SeriesScale.Of(Tiny, Layout);

        // Sorted 0 2 4 6 8 16: the middle of 4 and 6. Days apart: |2−0|, |8−4|, |6−2|, |16−8|.
        Assert.Equal(5, scale.Level);
        Assert.Equal(4.5, scale.Unit);
    }

    [Fact]
    public void Fill_TinySeries_OriginBlockIsAsByHand()
    {
        float[] row = RowOf(Tiny, step: 0);

        float[] expected =
        [
            U(16), U(6), U(8), // the last three
            U(6), U(6), U(6), // means of 6, 24 and 72 steps: all six, 36 ÷ 6
            U(6), // mean of the level window
            D(Math.Sqrt(160.0 / 6)), D(Math.Sqrt(160.0 / 6)), // squares of −6 −2 −4 2 0 10: 36 4 16 4 0 100
            U(16), U(0), U(16), U(0), U(16), U(0),
            U(0.5), U(2.5), U(7.5), U(14), // ranks 0.25, 1.25, 3.75, 4.75 of 0 2 4 6 8 16
            U(1), U(5), U(12), // ranks 0.5, 2.5, 4.5
            D(16 - 8), // against a day before
            D(6 - 3.5), // mean of the last six against that up to a day before, (0 + 4 + 2 + 8) ÷ 4
            (float)Math.Log(4.5 / 9.5),
            6f / 672,
        ];
        AssertRow(expected, row);

        // One column is spare.
        Assert.Equal(FeatureLayout.OriginCount, expected.Length + 1);
        Assert.Equal(0, row[expected.Length]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Fill_TinySeries_StepBlockIsAsByHand(int step)
    {
        float[] row = RowOf(Tiny, step)[FeatureLayout.OriginCount..];

        // Step 0 is a midnight: 6, 2, 0 before it; step 3 a noon: 16, 8, 4. What lies before the series is their mean.
        double[] days = step == 0 ? [6, 2, 0] : [16, 8, 4];
        double mean = step == 0 ? 8.0 / 3 : 28.0 / 3;
        for (int lag = 0; lag < FeatureLayout.DayLags; lag++)
        {
            Assert.Equal(U(lag < 3 ? days[lag] : mean), row[lag], 1e-5);
        }

        Assert.Equal(U(mean), row[7], 1e-5);
        Assert.Equal(U(mean), row[8], 1e-5);
        Assert.Equal(U(mean), row[9], 1e-5);

        // Both neighbours of each: 6 has 8 and 16, 2 has 4 and 8, 0 has 4; 16 has 6, 8 has 2 and 6, 4 has 0 and 2, and the noon before the series 0.
        double[] phase = step == 0 ? [0, 2, 4, 4, 6, 8, 8, 16] : [0, 0, 2, 2, 4, 6, 6, 8, 16];
        double[] ranks = step == 0 ? [0.7, 2.1, 3.5, 4.9, 6.3] : [0.8, 2.4, 4, 5.6, 7.2];
        for (int i = 0; i < ranks.Length; i++)
        {
            int left = (int)ranks[i];
            Assert.Equal(U(phase[left] + ((ranks[i] - left) * (phase[left + 1] - phase[left]))), row[10 + i], 1e-5);
        }

        // A horizon of four steps. Day 3 of the week is Thursday, and step 3 lies on Friday noon.
        Assert.Equal((step + 1) / 4f, row[15], 1e-6);
        Assert.Equal(Math.Log(step + 1), row[16], 1e-6);
        Assert.Equal(0, row[17], 1e-6);
        Assert.Equal(step == 0 ? 1 : -1, row[18], 1e-6);
        int day = step == 0 ? 3 : 4;
        Assert.Equal(Math.Sin(2 * Math.PI * day / 7), row[19], 1e-6);
        Assert.Equal(Math.Cos(2 * Math.PI * day / 7), row[20], 1e-6);
        Assert.Equal(0, row[21]);
        Assert.Equal(FeatureLayout.StepCount, row.Length);
    }

    [Fact]
    public void Fill_Saturday_IsWeekend()
    {
        float[] rows = RowsOf(Tiny, [3, 4, 7, 8], out _);

        // Friday noon, Saturday, Sunday noon, Monday.
        Assert.Equal([0f, 1, 1, 0], Enumerable.Range(0, 4).Select(i => rows[((i + 1) * Layout.RowCount) - 1]));
    }

    [Fact]
    public void Fill_TinySeries_BaseIsTheScaledMedianOfTheTimeOfDay()
    {
        RowsOf(Tiny, [0, 1], out float[] bases);

        // Medians of the neighbours above: 5 at midnight, 4 at noon.
        Assert.Equal(0, bases[0], 1e-6);
        Assert.Equal(-1 / 4.5, bases[1], 1e-6);
    }

    [Fact]
    public void StepColumn_AnyStep_HoldsTheShareOfTheHorizon()
    {
        float[] rows = RowsOf(Tiny, [0, 1, 2, 3], out _);

        Assert.Equal([0.25f, 0.5f, 0.75f, 1f], Enumerable.Range(0, 4).Select(i => rows[(i * Layout.RowCount) + BoostedRows.StepColumn]));
    }

    [Fact]
    public void FillWindow_LongerThanTheHistory_BeginsAtTheLevel()
    {
        float[] window = new float[8 * Layout.WindowWidth];
        new StepFeatures(Layout).FillWindow(PastOf(Tiny, Layout, HalfDay), window);

        float[] usage = [.. window.Where((_, i) => i % 4 == 0)];
        float[] before = [.. window.Where((_, i) => i % 4 == 1)];
        AssertRow([0, 0, U(0), U(4), U(2), U(8), U(6), U(16)], usage);

        // A day before, or the same where that isn't known.
        AssertRow([0, 0, U(0), U(4), U(0), U(4), U(2), U(8)], before);
        Assert.Equal([1f, -1, 1, -1, 1, -1, 1, -1], window.Where((_, i) => i % 4 == 3).Select(value => MathF.Round(value)));
    }

    [Property(MaxTest = 60)]
    public bool Fill_SeriesInAnotherUnitAndShifted_SeesTheSame(int seed)
    {
        Random random = new(seed);
        double[] history = SampleSeries.HourlyValues(random.Next(30, 700), seed);
        double factor = Math.Exp(random.Next(-5, 8));
        double shift = factor * ((random.NextDouble() * 100) - 50);
        (float[] rows, float[] bases, float[] window) = HourlyOf(history);
        (float[] otherRows, float[] otherBases, float[] otherWindow) = HourlyOf([.. history.Select(value => (value * factor) + shift)]);

        // How large the unit is beside the level is told, and the one thing that a shift changes.
        const int Relative = 24;
        return AreClose(rows, otherRows, column => column % Hourly.RowCount == Relative)
            && AreClose(bases, otherBases, _ => false)
            && AreClose(window, otherWindow, _ => false);
    }

    [Property(MaxTest = 60)]
    public bool Fill_SeriesInAnotherUnit_SeesTheSameInAllColumns(int seed)
    {
        Random random = new(seed);
        double[] history = SampleSeries.HourlyValues(random.Next(30, 700), seed);
        double factor = Math.Exp(random.Next(-5, 8));

        return AreClose(HourlyOf(history).Rows, HourlyOf([.. history.Select(value => value * factor)]).Rows, _ => false);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(10, 7)]
    [InlineData(23, 1e9)]
    [InlineData(25, 1e-9)]
    [InlineData(672, 3)]
    public void Fill_ShortOrConstantHistory_IsFinite(int length, double level)
    {
        double[] constant = new double[length];
        Array.Fill(constant, level);
        double[] burst = [.. constant];
        burst[^1] = 1e12;
        foreach (double[] history in new[] { constant, burst, [.. Enumerable.Range(0, length).Select(i => level * i)] })
        {
            (float[] rows, float[] bases, float[] window) = HourlyOf(history);

            Assert.All(rows, value => Assert.True(float.IsFinite(value)));
            Assert.All(bases, value => Assert.True(float.IsFinite(value)));
            Assert.All(window, value => Assert.True(float.IsFinite(value)));
        }
    }

    [Fact]
    public void Fill_SomeSteps_AreThoseOfAllSteps()
    {
        double[] history = SampleSeries.HourlyValues(300, 4);
        (float[] all, _, _) = HourlyOf(history);
        int[] some = [0, 5, 23, 30];
        float[] rows = new float[some.Length * Hourly.RowCount];
        new StepFeatures(Hourly).Fill(PastOf(history, Hourly, SampleSeries.Hour), some, 48, rows, new float[some.Length]);

        for (int i = 0; i < some.Length; i++)
        {
            Assert.Equal(all[(some[i] * Hourly.RowCount)..((some[i] + 1) * Hourly.RowCount)], rows[(i * Hourly.RowCount)..((i + 1) * Hourly.RowCount)]);
        }
    }

    [Fact]
    public void Fill_ByTheClockOnTheWall_TimeOfDayIsThatOfTheWall()
    {
        TimeZoneInfo tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        TimeSeries local = WallClock.Of(SampleSeries.Hourly(48), tokyo);
        float[] row = new float[Hourly.RowCount];
        new StepFeatures(Hourly).Fill(
            new SeriesPast(local.Values, SeriesScale.Of(local.Values, Hourly), local.End, local.Step, null), [0], 24, row, new float[1]);

        // Two days after a midnight in UTC it is nine o'clock in Tokyo.
        Assert.Equal(Math.Sin(2 * Math.PI * 9 / 24), row[FeatureLayout.OriginCount + 17], 1e-6);
        Assert.Equal(Math.Cos(2 * Math.PI * 9 / 24), row[FeatureLayout.OriginCount + 18], 1e-6);
    }

    private static (int Period, int Week) Seasons(TimeSpan grid)
    {
        FeatureLayout layout = FeatureLayout.For(grid, []);
        return (layout.Period, layout.Week);
    }

    private static float[] RowOf(double[] history, int step) => RowsOf(history, [step], out _);

    private static float[] RowsOf(double[] history, int[] steps, out float[] bases)
    {
        float[] rows = new float[steps.Length * Layout.RowCount];
        bases = new float[steps.Length];
        new StepFeatures(Layout).Fill(PastOf(history, Layout, HalfDay), steps, 4, rows, bases);
        return rows;
    }

    private static (float[] Rows, float[] Bases, float[] Window) HourlyOf(double[] history)
    {
        StepFeatures features = new(Hourly);
        float[] rows = new float[48 * Hourly.RowCount];
        float[] bases = new float[48];
        float[] window = new float[72 * Hourly.WindowWidth];
        SeriesPast past = PastOf(history, Hourly, SampleSeries.Hour);
        features.Fill(past, [.. Enumerable.Range(0, 48)], 48, rows, bases);
        features.FillWindow(past, window);
        return (rows, bases, window);
    }

    private static SeriesPast PastOf(double[] history, FeatureLayout layout, TimeSpan step) =>
        new(history, SeriesScale.Of(history, layout), SampleSeries.Start + (step * history.Length), step, null);

    /// <summary>Usage of the tiny series, scaled and compressed.</summary>
    private static float U(double usage) => D(usage - 5);

    private static float D(double difference) => (float)(Math.Sign(difference) * Math.Log(1 + (Math.Abs(difference) / 4.5)));

    private static void AssertRow(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-5, $"Column {i} is {actual[i]} and should be {expected[i]}.");
        }
    }

    private static bool AreClose(float[] left, float[] right, Func<int, bool> isLeftOut)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (!isLeftOut(i) && !(Math.Abs(left[i] - right[i]) < 1e-4))
            {
                return false;
            }
        }

        return true;
    }
}
