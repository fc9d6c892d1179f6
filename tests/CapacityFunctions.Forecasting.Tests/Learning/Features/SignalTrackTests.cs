using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Learning.Features;

public sealed class SignalTrackTests
{
    private const int Origin = 8;
    private static readonly FeatureLayout Layout = FeatureLayout.For(SampleSeries.Hour, ["sale", "load"]);

    [Fact]
    public void At_KnownAhead_IsSeenAheadInUnitsOfItsPast()
    {
        // Alternates between 0 and 2 before the origin: mean 1, spread 1. At step 3 it is 5.
        SignalWindow window = WindowOf(KnownBy(InputKnowledge.KnownAhead, "sale", hour => hour == Origin + 3 ? 5 : hour % 2 * 2));
        float[] step = new float[4];

        window.FillStep(0, step);
        Assert.Equal([0, 0, -(float)Math.Log(2), 1], step);
        window.FillStep(3, step);
        Assert.Equal([0, 0, (float)Math.Log(5), 1], step);
    }

    [Fact]
    public void At_ObservedOnly_IsSeenBeforeTheOriginAndNeverAhead()
    {
        SignalWindow window = WindowOf(KnownBy(InputKnowledge.ObservedOnly, "sale", hour => hour % 2 * 2));
        float[] past = new float[2];
        float[] step = new float[4];

        window.FillWindow(-1, past);
        Assert.Equal([0, (float)Math.Log(2)], past);
        for (int ahead = 0; ahead < 24; ahead++)
        {
            window.FillStep(ahead, step);
            Assert.Equal([0f, 0, 0, 0], step);
        }
    }

    [Fact]
    public void At_SignalThatTheSeriesLacks_IsUnknown()
    {
        SignalWindow window = WindowOf(ExternalInputs.None);
        float[] step = [9, 9, 9, 9];
        float[] past = [9, 9];

        window.FillStep(2, step);
        window.FillWindow(-2, past);

        Assert.Equal([0f, 0, 0, 0], step);
        Assert.Equal([0f, 0], past);
    }

    [Fact]
    public void FillWindow_BeforeTheHistory_IsZero()
    {
        float[] past = [9, 9];

        WindowOf(KnownBy(InputKnowledge.KnownAhead, "sale", hour => hour)).FillWindow(-Origin - 1, past);

        Assert.Equal([0f, 0], past);
    }

    [Fact]
    public void At_SignalThatNeverMovedBefore_IsInUnitsOfItself()
    {
        // Always 4, then 8: once its own size away.
        float[] step = new float[4];

        WindowOf(KnownBy(InputKnowledge.KnownAhead, "sale", hour => hour < Origin ? 4 : 8)).FillStep(0, step);

        Assert.Equal([0, 0, (float)Math.Log(2), 1], step);
    }

    [Fact]
    public void Of_NoSignals_IsNull() =>
        Assert.Null(SignalTrack.Of(FeatureLayout.For(SampleSeries.Hour, []), LearnedSeries.Of("a"), SampleSeries.Start, SampleSeries.Hour, 10));

    /// <summary>What is only observed may say anything after the origin: nothing that a model sees changes.</summary>
    [Property(MaxTest = 40)]
    public bool At_ObservedOnlyChangedAfterTheOrigin_SeesTheSame(int seed)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
        int origin = random.Next(2, 30);
        double[] others = [.. values.Select((value, hour) => hour < origin ? value : value + 1 + random.NextDouble())];

        return Seen(values, origin).SequenceEqual(Seen(others, origin));
    }

    private static float[] Seen(double[] values, int origin)
    {
        LearnedSeries series = new("a", [], KnownBy(InputKnowledge.ObservedOnly, "load", hour => values[hour]));
        SignalWindow window = SignalTrack.Of(Layout, series, SampleSeries.Start, SampleSeries.Hour, 40)!.At(origin, Layout.Reach);
        List<float> seen = [];
        float[] numbers = new float[4];
        for (int step = -origin; step < 40 - origin; step++)
        {
            if (step < 0)
            {
                window.FillWindow(step, numbers.AsSpan(0, 2));
            }
            else
            {
                window.FillStep(step, numbers);
            }

            seen.AddRange(numbers);
        }

        return [.. seen];
    }

    private static SignalWindow WindowOf(ExternalInputs inputs) =>
        SignalTrack.Of(Layout, new LearnedSeries("a", [], inputs), SampleSeries.Start, SampleSeries.Hour, Origin + 24)!.At(Origin, Layout.Reach);

    private static ExternalInputs KnownBy(InputKnowledge knowledge, string name, Func<int, double> value) =>
        new([new ExternalInput(name, knowledge, Enumerable.Range(0, 40).Select(hour => new Observation(SampleSeries.Start.AddHours(hour), value(hour))))]);
}
