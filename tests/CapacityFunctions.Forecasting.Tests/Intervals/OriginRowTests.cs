using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class OriginRowTests
{
    private static readonly double[] Mean = [10, 20, 30];
    private static readonly double[] Deviation = [1, 2, 4];

    [Fact]
    public void Observe_NormalForecast_ScoreIsErrorInDeviations()
    {
        OriginRow row = OriginRow.Open(SampleSeries.Start, PredictiveDistribution.Normal(Mean, Deviation, tailUnit: 2));
        row.Observe(1, 23);

        Assert.True(row.TryGetError(1, out double error));
        Assert.True(row.TryGetScore(1, out double score));
        Assert.Equal(3, error, 1e-6);
        Assert.Equal(1.5, score, 1.5e-2); // a quantile lies within 3.5 % of the distance to its neighbour, here of 0.4
        Assert.False(row.TryGetError(0, out _));
        Assert.False(row.TryGetScore(2, out _));
    }

    [Fact]
    public void From_LaterStep_KeepsOutcomesAndTakesNewOnes()
    {
        OriginRow row = OriginRow.Open(SampleSeries.Start, PredictiveDistribution.Normal(Mean, Deviation, tailUnit: 2));
        row.Observe(0, 9);

        OriginRow settled = row.From(1).From(2);
        settled.Observe(2, 34);

        Assert.True(settled.TryGetError(0, out double first));
        Assert.True(settled.TryGetError(2, out double last));
        Assert.Equal((-1.0, 4.0), (first, last));
        Assert.False(row.TryGetError(2, out _));
        Assert.Throws<IndexOutOfRangeException>(() => settled.Observe(1, 20));
    }

    [Fact]
    public void Read_Written_IsTheSameRow()
    {
        OriginRow row = OriginRow.Open(SampleSeries.Start, PredictiveDistribution.Normal(Mean, Deviation, tailUnit: 2));
        row.Observe(0, 9);
        OriginRow settled = row.From(1);
        StateWriter writer = new();
        settled.Write(writer);

        OriginRow restored = OriginRow.Read(new StateReader(writer.ToArray()));
        StateWriter again = new();
        restored.Write(again);

        Assert.Equal(writer.ToArray(), again.ToArray());
        Assert.Equal(settled.Origin, restored.Origin);
        Assert.True(restored.TryGetError(0, out double error));
        Assert.Equal(-1, error);
    }

    [Fact]
    public void ReadVersion1_MeansErrorsAndDeviations_GiveScores()
    {
        // The layout of version 1: origin, means, errors (NaN where unknown), natural logarithms of deviations in half precision.
        StateWriter writer = new();
        writer.WriteInt64(SampleSeries.Start.UtcTicks);
        writer.WriteSingles([10, 20, 30]);
        writer.WriteSingles([-1, float.NaN, 6]);
        foreach (double deviation in Deviation)
        {
            writer.WriteHalf((Half)Math.Log(deviation));
        }

        OriginRow row = OlderOriginRow.ReadVersion1(new StateReader(writer.ToArray()));

        Assert.True(row.TryGetScore(0, out double first));
        Assert.False(row.TryGetError(1, out _));
        Assert.True(row.TryGetScore(2, out double last));
        Assert.Equal(-1, first, 1.5e-2);
        Assert.Equal(1.5, last, 1.5e-2);
    }
}
