using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

public class ExternalInputTests
{
    private static readonly DateTimeOffset Start = SampleSeries.Start;

    [Fact]
    public void Fill_Steps_HoldUntilTheNextByTheirShareOfTime()
    {
        // A campaign from 01:30 to 03:15: half of hour 1, all of hour 2, a quarter of hour 3.
        ExternalInput campaign = new("campaign", InputKnowledge.KnownAhead, [At(1.5, 1), At(3.25, 0)]);

        (double[] values, bool[] known) = Filled(campaign, -1, 6);

        Assert.Null(campaign.Hold);
        Assert.Equal([0, 0, 0.5, 1, 0.25, 0], values);
        Assert.All(known, Assert.True);
    }

    [Fact]
    public void Fill_StepsNeverZero_HaveTheirFirstValueBefore()
    {
        ExternalInput price = new("price", InputKnowledge.KnownAhead, [At(2, 5), At(4, 4)]);

        Assert.Equal([5, 5, 5, 5, 4], Filled(price, 0, 5).Values);
    }

    [Fact]
    public void Fill_Samples_MeanInsideAStepAndTwoIntervalsAfterTheLast()
    {
        // Half-hourly 0, 1, 2, … 15: hour i holds 2i and 2i + 1; after 07:30 the last one holds one more hour, to 08:30.
        ExternalInput latency = new("latency", InputKnowledge.ObservedOnly, Enumerable.Range(0, 16).Select(i => At(i / 2.0, i)));

        (double[] values, bool[] known) = Filled(latency, -1, 11);

        Assert.Equal(TimeSpan.FromHours(1), latency.Hold);
        Assert.Equal(Start.AddHours(7.5), latency.Latest);
        Assert.Equal([false, true, true, true, true, true, true, true, true, true, false], known);
        Assert.Equal([0, 0.5, 2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 15, 0], values);
    }

    [Fact]
    public void Fill_NoValues_IsUnknown() =>
        Assert.All(Filled(new ExternalInput("nothing", InputKnowledge.KnownAhead, []), 0, 3).Known, Assert.False);

    [Fact]
    public void Constructor_NotFinite_Throws() =>
        Assert.Throws<ArgumentException>(() => new ExternalInput("x", InputKnowledge.KnownAhead, [At(0, double.NaN)]));

    [Fact]
    public void ExternalInputs_SameNameTwice_Throws()
    {
        ExternalInput input = new("x", InputKnowledge.KnownAhead, []);

        Assert.Throws<ArgumentException>(() => new ExternalInputs([input, input]));
    }

    [Theory]
    [InlineData(24, InputKnowledge.ObservedOnly)]
    [InlineData(30, InputKnowledge.ObservedOnly)]
    [InlineData(47, InputKnowledge.ObservedOnly)]
    [InlineData(48, InputKnowledge.KnownAhead)]
    public void JudgedAt_HourlySamples_AreKnownAheadOnlyToTheEndOfTheForecast(int count, InputKnowledge expected)
    {
        ExternalInput samples = new("x", InputKnowledge.KnownAhead, Enumerable.Range(0, count).Select(hour => At(hour, hour)));

        Assert.Equal(expected, samples.JudgedAt(Start.AddHours(24), Start.AddHours(48)).Knowledge);
    }

    [Fact]
    public void JudgedAt_Steps_AreKnownAheadWhereTheyRestedAsLongBefore()
    {
        // A campaign of two days a week ago, and an indicator that changes within the hour and ends with the history.
        ExternalInput campaign = new("campaign", InputKnowledge.ObservedOnly, [At(-400, 0), At(-168, 1), At(-120, 0)]);
        ExternalInput indicator = new("indicator", InputKnowledge.KnownAhead, [At(-2, 1), At(-1.9, 3), At(-1, 2), At(-0.9, 2)]);

        Assert.Equal(InputKnowledge.KnownAhead, campaign.JudgedAt(Start, Start.AddHours(24)).Knowledge);
        Assert.Equal(InputKnowledge.ObservedOnly, indicator.JudgedAt(Start, Start.AddHours(24)).Knowledge);
    }

    [Property(MaxTest = 50)]
    public bool Fill_AnyOrderAndCut_Agrees(int[] minutes, byte cut)
    {
        Observation[] observations = [.. minutes.Select((minute, i) => At((minute % 1000) / 60.0, i))];
        ExternalInput one = new("x", InputKnowledge.KnownAhead, observations);
        ExternalInput other = new("x", InputKnowledge.KnownAhead, observations.Reverse());
        int first = cut % 20;

        double[] whole = Filled(one, 0, 20).Values;

        return whole.SequenceEqual(Filled(other, 0, 20).Values)
            && whole.SequenceEqual([.. Filled(one, 0, first).Values, .. Filled(one, first, 20 - first).Values]);
    }

    private static Observation At(double hours, double value) => new(Start.AddTicks((long)(hours * TimeSpan.TicksPerHour)), value);

    private static (double[] Values, bool[] Known) Filled(ExternalInput input, int from, int count)
    {
        double[] values = new double[count];
        bool[] known = new bool[count];
        input.Fill(Start.AddHours(from), SampleSeries.Hour, input.Hold, values, known);
        return (values, known);
    }
}
