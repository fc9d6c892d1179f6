using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Aggregation;

public class GroupDemandTests
{
    private const int Accounts = 8;
    private static readonly Lazy<TrainedModel[]> Models = new(TrainAccounts);

    [Property(MaxTest = 30)]
    public bool Add_AnyOrderAndSharding_SameBytes(int seed)
    {
        Random random = new(seed);
        GroupDemand[] parts = [.. Models.Value.Select((model, i) => GroupDemand.Of($"account-{i}", model))];
        byte[] expected = Sum(parts).Serialize();
        random.Shuffle(parts);
        int cut = random.Next(1, Accounts);

        GroupDemand sharded = Sum(parts[..cut]).Add(Sum(parts[cut..]));

        return sharded.Serialize().AsSpan().SequenceEqual(expected);
    }

    [Fact]
    public void ToForecast_Mean_IsTheSumOfMeans()
    {
        Forecast group = Sum([.. Models.Value.Select((model, i) => GroupDemand.Of($"account-{i}", model))]).ToForecast();

        for (int step = 0; step < group.Horizon; step++)
        {
            Assert.Equal(Models.Value.Sum(model => model.Forecast().Mean[step]), group.Mean[step], 1e-5);
        }
    }

    [Fact]
    public void ToForecast_IndependentAccounts_IntervalIsNarrowerThanTheSumOfIntervals()
    {
        GroupDemand[] parts = [.. Models.Value[..7].Select((model, i) => GroupDemand.Of($"account-{i}", model))];

        double width = Width(Sum(parts).ToForecast());

        // Independent errors add by their squares: √7 ≈ 2.65 of one width instead of 7, that is 0.38 of the sum; 0.55 leaves room for chance.
        Assert.InRange(width / Models.Value[..7].Sum(model => Width(model.Forecast())), 0.2, 0.55);
    }

    [Fact]
    public void ToForecast_IdenticalAccounts_IntervalIsThatManyTimesOne()
    {
        GroupDemand one = GroupDemand.Of("a", Models.Value[0]);

        double ratio = Width(one.Add(GroupDemand.Of("a", Models.Value[0])).ToForecast()) / Width(one.ToForecast());

        // Errors that always coincide add in full.
        Assert.Equal(2, ratio, 0.01);
    }

    [Fact]
    public void Of_AccountWithShortHistory_IsCompletedAlwaysAlike()
    {
        TrainedModel young = Models.Value[Accounts - 1];

        Assert.True(young.Errors.OriginCount < 40);
        Assert.Equal(GroupDemand.Of("young", young).Serialize(), GroupDemand.Of("young", young).Serialize());
        Assert.True(Width(GroupDemand.Of("young", young).ToForecast()) > 0);
    }

    [Fact]
    public void Deserialize_Serialized_RoundTrips()
    {
        GroupDemand demand = GroupDemand.Of("a", Models.Value[0]);

        GroupDemand restored = GroupDemand.Deserialize(demand.Serialize());

        Assert.Equal(demand.Serialize(), restored.Serialize());
        Assert.Equal(demand.ToForecast().Quantile(0.9), restored.ToForecast().Quantile(0.9));
    }

    [Fact]
    public void Add_OtherStart_Throws()
    {
        TrainedModel later = Models.Value[1].Update(SampleSeries.Hourly(610));

        Assert.Throws<ArgumentException>(() => GroupDemand.Of("a", Models.Value[0]).Add(GroupDemand.Of("b", later)));
    }

    private static TrainedModel[] TrainAccounts()
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = ["seasonal-naive", "theta-standard"] });
        return [.. Enumerable.Range(0, Accounts).Select(i =>
        {
            // No weekend: a common pattern that seasonal naive misses would tie the errors of the accounts together.
            TimeSeries history = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, SampleSeries.HourlyValues(600, 20 + i, weekendFactor: 1));
            return engine.Train(i == Accounts - 1 ? history.Tail(100) : history, HorizonSpec.OneDay);
        })];
    }

    private static GroupDemand Sum(GroupDemand[] parts) => parts.Aggregate((left, right) => left.Add(right));

    private static double Width(Forecast forecast)
    {
        PredictionInterval interval = forecast.Interval(0.9);
        return Enumerable.Range(0, forecast.Horizon).Average(step => interval.Upper[step] - interval.Lower[step]);
    }
}
