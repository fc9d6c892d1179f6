using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class TrainingWindowsTests
{
    private const int WindowSteps = 48;
    private static readonly FeatureLayout Layout = FeatureLayout.For(SampleSeries.Hour, []);

    /// <summary>Other values after the cutoff, and other gaps there, teach nothing else.</summary>
    [Property(MaxTest = 25)]
    public bool Of_ValuesAfterTheCutoffChanged_AreTheSameWindows(int seed)
    {
        Random random = new(seed);
        TrainingSeries series = Item(random.Next(120, 400), seed, cutoff: 0);
        int cutoff = random.Next(50, series.End);
        int horizon = random.Next(2) == 0 ? 24 : 100;
        double[] values = series.History.Values.ToArray();
        bool[] missing = series.History.Missing.ToArray();
        for (int i = cutoff; i < values.Length; i++)
        {
            missing[i] = random.Next(5) == 0;
            values[i] = missing[i] ? 0 : 1_000 * random.NextDouble();
        }

        TrainingSeries other = series with { History = TimeSeries.FromMasked(series.History.Start, series.History.Step, values, missing) };

        return AreSame(
            WindowsOf([series with { Cutoff = cutoff }], isFull: false, horizon: horizon),
            WindowsOf([other with { Cutoff = cutoff }], isFull: false, horizon: horizon));
    }

    [Property(MaxTest = 15)]
    public bool Of_AnyThreads_AreTheSameWindows(int seed)
    {
        TrainingSeries[] series = [Item(300, seed, 200), Item(150, seed + 1, 90), Item(200, seed + 2, 100)];

        return AreSame(WindowsOf(series, isFull: true, threads: 1), WindowsOf(series, isFull: true, threads: 4));
    }

    [Fact]
    public void Of_WeekAheadWithManyThreads_AreTheSameWindows()
    {
        // Longer than a window: which steps it has is drawn.
        TrainingSeries[] series = [Item(500, 1, 400), Item(450, 2, 300)];

        Assert.True(AreSame(
            WindowsOf(series, isFull: false, horizon: 168, threads: 1), WindowsOf(series, isFull: false, horizon: 168, threads: 3)));
        Assert.False(AreSame(
            WindowsOf(series, isFull: false, horizon: 168, seed: 1), WindowsOf(series, isFull: false, horizon: 168, seed: 2)));
    }

    [Fact]
    public void Of_Full_KnowsTheEndAndHeldBackDoesNot()
    {
        TrainingSeries series = Item(240, 3, cutoff: 120);

        // A window each hour whose day lies inside: from 24 on to the last one a day before the end.
        Assert.Equal(240 - 24 - 24 + 1, WindowsOf([series], isFull: true).Count);
        Assert.Equal(120 - 24 - 24 + 1, WindowsOf([series], isFull: false).Count);
    }

    [Fact]
    public void Of_LastWindow_HasWhatCameAsTargets()
    {
        TrainingSeries series = Item(240, 3, cutoff: 120);
        TrainingWindows windows = WindowsOf([series], isFull: false, seed: LongSighted(series));

        // The first window is the newest: its origin is 96, and hour 96 + step came. All 96 hours before it are its history.
        SeriesScale scale = SeriesScale.Of(series.History.Values[..96], Layout);
        for (int step = 0; step < 24; step++)
        {
            Assert.True(windows.Known[step]);
            Assert.Equal(scale.Scale(series.History.Values[96 + step]), windows.Targets[step], 1e-4);
        }
    }

    [Fact]
    public void Of_MissingTarget_IsUnknownAndZero()
    {
        bool[] missing = new bool[240];
        missing[100] = true;
        TrainingSeries series = Item(240, 3, cutoff: 120, missing);

        TrainingWindows windows = WindowsOf([series], isFull: false);

        // Hour 100 is step 4 of the window whose origin is 96.
        Assert.False(windows.Known[4]);
        Assert.Equal(0, windows.Targets[4]);
        Assert.True(windows.Known[3]);
    }

    [Fact]
    public void IsValidation_AnySeries_IsAtItsEnd()
    {
        TrainingSeries[] series = [Item(300, 1, 200), Item(200, 2, 100)];
        TrainingWindows windows = WindowsOf(series, isFull: false);

        for (int number = 0; number < series.Length; number++)
        {
            bool[] own = [.. Enumerable.Range(0, windows.Count).Where(window => windows.Series[window] == number).Select(window => windows.IsValidation[window])];

            // Newest first. Up to two horizons before the cutoff, at most a third of what there is: 48 of 176 hours, 25 of 76; of the last 24 none fits.
            int expected = number == 0 ? 48 - 24 + 1 : 25 - 24 + 1;
            Assert.Equal(expected, own.Count(isValidation => isValidation));
            Assert.All(own[..expected], Assert.True);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(150)]
    [InlineData(100)]
    [InlineData(70)]
    public void Of_ThinnedOut_VisitsAllTimesOfDay(int most)
    {
        // 2 000 hours thinned out by up to 29: by 24 each window would begin at the same hour.
        TrainingWindows windows = WindowsOf([Item(2_000, 1, 2_000)], isFull: true, most: most);
        HashSet<int> hours = [];
        for (int window = 0; window < windows.Count; window++)
        {
            ReadOnlySpan<float> row = windows.RowsOf(window)[FeatureLayout.OriginCount..];
            hours.Add((int)Math.Round((Math.Atan2(row[17], row[18]) / (2 * Math.PI) * 24) + 24) % 24);
        }

        Assert.Equal(24, hours.Count);


        // The next stride that has nothing in common with 24 may be 5 instead of 2.
        Assert.InRange(windows.Count, most / 3, most);
    }

    [Fact]
    public void Of_TooShort_IsEmpty() => Assert.Equal(0, WindowsOf([Item(40, 1, 40)], isFull: true).Count);

    /// <summary>A seed under which the first window isn't cut to a few days.</summary>
    private static int LongSighted(TrainingSeries series)
    {
        for (int seed = 1; seed < 100; seed++)
        {
            TrainingWindows windows = WindowsOf([series], isFull: false, seed: seed);

            // Share of the reach: 96 of 672 hours.
            if (Math.Abs(windows.Rows[25] - (96f / 672)) < 1e-6)
            {
                return seed;
            }
        }

        throw new InvalidOperationException("Every window is cut.");
    }

    private static TrainingWindows WindowsOf(
        TrainingSeries[] series, bool isFull, int horizon = 24, int most = 100_000, int seed = 7, int threads = 1) =>
        TrainingWindows.Of(series, new StepFeatures(Layout), horizon, WindowSteps, isFull, most, seed, threads);

    private static TrainingSeries Item(int length, int seed, int cutoff, bool[]? missing = null)
    {
        double[] values = SampleSeries.HourlyValues(length, seed);
        bool[] mask = missing ?? new bool[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = mask[i] ? 0 : values[i];
        }

        TimeSeries history = TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, values, mask);
        return new TrainingSeries(new PanelSeries(LearnedSeries.Of($"series-{seed}"), history), history, cutoff, length);
    }

    private static bool AreSame(TrainingWindows left, TrainingWindows right) =>
        left.Count == right.Count
        && left.Rows.AsSpan().SequenceEqual(right.Rows)
        && left.Bases.AsSpan().SequenceEqual(right.Bases)
        && left.Targets.AsSpan().SequenceEqual(right.Targets)
        && left.Known.AsSpan().SequenceEqual(right.Known)
        && left.Windows.AsSpan().SequenceEqual(right.Windows)
        && left.IsValidation.AsSpan().SequenceEqual(right.IsValidation);
}
