using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class TrainingSeriesTests
{
    private static readonly FeatureLayout Layout = FeatureLayout.For(SampleSeries.Hour, []);

    [Fact]
    public void Of_SeriesOnItsOwn_IsCutAStrideBeforeItsFirstOrigin()
    {
        TimeSeries history = SampleSeries.Hourly(200);
        TrainingSeries series = Assert.Single(Used(out Dictionary<string, LearnedSpan> spans, ("a", history)));

        // The second half begins at hour 100. Origins lie at multiples of 7 hours on absolute time; one stride before the first of them nothing is known.
        int first = Enumerable.Range(100, 7).Single(hour => SampleSeries.Start.AddHours(hour).Ticks / TimeSpan.TicksPerHour % 7 == 0);
        Assert.Equal((first - 7, 200), (series.Cutoff, series.End));
        Assert.Equal(new LearnedSpan(history.TimestampAt(first - 7), history.End), spans["a"]);
    }

    [Fact]
    public void Of_CopyAndContinuation_AreOneFamilyUpToTheShortestEndAndTheEarliestCutoff()
    {
        TimeSeries whole = SampleSeries.Hourly(300);
        TrainingSeries[] used = Used(
            out Dictionary<string, LearnedSpan> spans,
            ("continued", whole), ("copy", whole), ("first", whole.Head(200)), ("other", SampleSeries.Hourly(300, seed: 2)));

        Assert.Equal(["first", "other"], used.Select(series => series.Source.Series.Id));
        Assert.Equal(["continued", "copy", "first", "other"], spans.Keys.Order(StringComparer.Ordinal));
        LearnedSpan family = spans["first"];
        Assert.Equal(family, spans["continued"]);
        Assert.Equal(family, spans["copy"]);

        // The shortest one ends at 200 hours; its own cutoff lies before that of the longer ones.
        Assert.Equal(whole.TimestampAt(200), family.End);
        Used(out Dictionary<string, LearnedSpan> alone, ("first", whole.Head(200)));
        Assert.Equal(alone["first"].Cutoff, family.Cutoff);
        Assert.Equal(whole.IndexOf(family.Cutoff), used[0].Cutoff);
    }

    [Fact]
    public void Of_OneValueDiffers_AreTwoSeries()
    {
        TimeSeries whole = SampleSeries.Hourly(300);
        double[] values = whole.Values.ToArray();
        values[150] += 1e-9;
        TimeSeries other = TimeSeries.FromValues(whole.Start, whole.Step, values);

        Assert.Equal(2, Used(out _, ("a", whole), ("b", other)).Length);
    }

    [Fact]
    public void Of_SameValuesAtAnotherTime_AreTwoSeries()
    {
        TimeSeries whole = SampleSeries.Hourly(300);
        TimeSeries later = TimeSeries.FromValues(whole.Start.AddDays(1), whole.Step, whole.Values);

        Assert.Equal(2, Used(out _, ("a", whole), ("b", later)).Length);
    }

    [Fact]
    public void Of_NothingKnown_IsLeftOut()
    {
        TimeSeries empty = TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, new double[50], [.. Enumerable.Repeat(element: true, 50)]);

        Assert.Empty(Used(out Dictionary<string, LearnedSpan> spans, ("a", empty)));
        Assert.Empty(spans);
    }

    /// <summary>What selection will judge lies behind the cutoff, for every length.</summary>
    [Fact]
    public void Of_AnyLength_HoldsBackEverythingThatSelectionLooksAt()
    {
        for (int length = 10; length < 400; length += 13)
        {
            TimeSeries history = SampleSeries.Hourly(length);
            Used(out Dictionary<string, LearnedSpan> spans, ("a", history));
            int[] origins = Selection(history);

            Assert.All(origins, origin => Assert.True(history.TimestampAt(origin) >= spans["a"].Cutoff));
        }
    }

    private static int[] Selection(TimeSeries history) => Forecasting.Selection.OriginPlan.Create(history, HorizonSpec.OneDay, Layout.Period).Origins;

    private static TrainingSeries[] Used(out Dictionary<string, LearnedSpan> spans, params (string Id, TimeSeries History)[] series)
    {
        spans = new(StringComparer.Ordinal);
        SeriesPanel panel = new(HorizonSpec.OneDay, [.. series.Select(item => new PanelSeries(LearnedSeries.Of(item.Id), item.History))]);
        return TrainingSeries.Of(panel, Layout, spans);
    }
}
