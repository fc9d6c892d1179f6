using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class SeriesBuilderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private static readonly Observation[] Irregular =
    [
        new(Noon.AddMinutes(1), 4), new(Noon.AddMinutes(3), 6), new(Noon.AddMinutes(3), 6), new(Noon.AddMinutes(12), 2),
        new(Noon.AddMinutes(7), double.NaN),
    ];

    [Theory]
    [InlineData(SeriesAggregation.Max, 6)]
    [InlineData(SeriesAggregation.Mean, 5)]
    [InlineData(SeriesAggregation.Sum, 10)]
    public void Build_SeveralInOneBucket_Aggregates(SeriesAggregation aggregation, double expected)
    {
        SeriesBuild build = SeriesBuilder.Build(Irregular, FiveMinutes, aggregation);

        // Buckets 12:00 (4 and 6; the repeated 6 counts once), 12:05 (nothing finite), 12:10 (2).
        Assert.Equal(Noon, build.Series.Start);
        Assert.Equal([expected, 0, 2], build.Series.Values.ToArray());
        Assert.Equal([false, true, false], build.Series.Missing.ToArray());
    }

    [Fact]
    public void Build_DuplicatesAndGaps_AreCounted()
    {
        SeriesBuild build = SeriesBuilder.Build(Irregular, FiveMinutes);

        Assert.Equal((1, 1, 1, 1, 1), (build.DuplicateCount, build.MergedCount, build.RejectedCount, build.MissingCount, build.GapCount));
    }

    [Fact]
    public void Build_Nothing_IsEmpty() => Assert.Equal(0, SeriesBuilder.Build([], FiveMinutes).Series.Length);

    [Property(MaxTest = 50)]
    public bool Build_AnyOrder_SameSeries(int seed, SeriesAggregation aggregation)
    {
        Random random = new(seed);
        Observation[] observations = [.. Enumerable.Range(0, 40).Select(_ => new Observation(Noon.AddMinutes(random.Next(90)), random.NextDouble()))];
        Observation[] shuffled = (Observation[])observations.Clone();
        random.Shuffle(shuffled);

        TimeSeries one = SeriesBuilder.Build(observations, FiveMinutes, aggregation).Series;
        TimeSeries other = SeriesBuilder.Build(shuffled, FiveMinutes, aggregation).Series;

        return one.Values.SequenceEqual(other.Values) && one.Missing.SequenceEqual(other.Missing);
    }

    [Theory]
    [InlineData(SeriesAggregation.Max, 40)]
    [InlineData(SeriesAggregation.Mean, 20.5)]
    [InlineData(SeriesAggregation.Sum, 820)]
    [InlineData(SeriesAggregation.Percentile95, 38)]
    public void Build_FortyObservationsInABucket_BecomeOneByTheRule(SeriesAggregation aggregation, double expected)
    {
        // 1 to 40 in some order, one a minute: sum 40 × 41 ÷ 2; rank 0.95 × 40 = 38. A second bucket holds 7 alone.
        DateTimeOffset start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        Observation[] observations = [.. Enumerable.Range(0, 40).Select(i => new Observation(start.AddMinutes(i), 1 + (i * 7 % 40))), new(start.AddMinutes(65), 7)];

        TimeSeries built = SeriesBuilder.Build(observations, TimeSpan.FromHours(1), aggregation).Series;
        TimeSeries resampled = SeriesResampler.Resample(
            SeriesBuilder.Build(observations, TimeSpan.FromMinutes(1)).Series.ExtendTo(start.AddHours(2)), TimeSpan.FromHours(1), aggregation);

        Assert.Equal([expected, 7], built.Values.ToArray());
        Assert.Equal(built.Values.ToArray(), resampled.Values.ToArray());
    }
}
