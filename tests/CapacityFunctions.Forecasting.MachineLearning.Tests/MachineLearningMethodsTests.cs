using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasting.Tests;

namespace CapacityFunctions.Forecasting.MachineLearning.Tests;

/// <summary>What every method has to stand, as the statistical ones do in TrainedModelTests and WorkloadPredictionEngineTests.</summary>
public sealed class MachineLearningMethodsTests
{
    private static readonly MethodCatalog Catalog = MachineLearningMethods.Catalog;

    // Six weeks, so that the first of the origins judged has two weeks before it.
    private static readonly TimeSeries History = SampleSeries.Hourly(1_000);

    public static TheoryData<string> Methods() =>
        [.. Catalog.All.Where(method => MethodCatalog.Default.Find(method.Name) is null).Select(method => method.Name)];

    public static TheoryData<string, string> MethodsAndHistories()
    {
        TheoryData<string, string> cases = [];
        foreach (string method in Catalog.All.Select(method => method.Name).Where(name => MethodCatalog.Default.Find(name) is null))
        {
            foreach (string history in StrangeHistories.Names)
            {
                cases.Add(method, history);
            }
        }

        return cases;
    }

    [Fact]
    public void Catalog_HoldsTheStatisticalMethodsAndMore()
    {
        Assert.All(MethodCatalog.Default.All, method => Assert.Same(method, Catalog.Get(method.Name)));
        Assert.Equal(["ssa"], Catalog.All.Select(method => method.Name).Except(MethodCatalog.Default.All.Select(method => method.Name), StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(MethodsAndHistories))]
    public void Train_StrangeHistory_ForecastsSensibly(string method, string name)
    {
        TimeSeries history = StrangeHistories.Get(name);

        Forecast forecast = Engine(method).Train(history, HorizonSpec.OneDay).Forecast();

        double highest = history.KnownCount == 0 ? 0 : history.Values.ToArray().Max();
        for (int step = 0; step < forecast.Horizon; step++)
        {
            double[] quantiles = [.. Enumerable.Range(1, 99).Select(percent => forecast.QuantileAt(step, percent / 100.0))];
            Assert.All(quantiles, value => Assert.True(double.IsFinite(value) && value >= 0));
            Assert.Equal(quantiles.Order(), quantiles);
            Assert.InRange(forecast.Mean[step], 0, Math.Max(1e-6, 1.2 * highest));
        }
    }

    /// <summary>Like the hourly CPU of the virtual machine 715737 in the Azure trace of 2017, at its first burst: alone, ssa goes on to 139.</summary>
    [Fact]
    public void Train_SpikeInTheLastHour_NothingRunsAwayFromIt()
    {
        Random random = new(7);
        double[] values = [.. Enumerable.Range(0, 595).Select(i => i == 594 ? 47.1 : 4.9 + (0.5 * Math.Pow(random.NextDouble(), 4)))];
        TimeSeries history = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = ["ssa", "decaying-percentile"] }, Catalog);

        IFittedModel? alone = Catalog.Get("ssa").Fit(new FitRequest(values, [], Regressors: null, Seed: 1) { Start = history.Start, Step = history.Step });
        Assert.Contains(alone!.Forecast(new ForecastRequest(24)).Mean.ToArray(), mean => mean > 60);
        Assert.All(engine.Train(history, HorizonSpec.OneDay).Forecast().Mean, mean => Assert.InRange(mean, 4, 12));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_Model_RestoresTheForecastExactly(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);

        TrainedModel restored = TrainedModel.Deserialize(model.Serialize(), Catalog);

        Assert.Equal(method, restored.Name);
        Assert.Equal(model.Description, restored.Description);
        AssertSame(model.Forecast(), restored.Forecast());
        AssertSame(model.Update(Newer(model, 30)).Forecast(), restored.Update(Newer(restored, 30)).Forecast());
    }

    /// <summary>Long after training the state holds no more than the newest steps: still the same bits.</summary>
    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_LongAfterTraining_RestoresTheForecastExactly(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);
        TrainedModel later = model.Update(Newer(model, 700));

        TrainedModel restored = TrainedModel.Deserialize(later.Serialize(), Catalog);

        AssertSame(later.Forecast(), restored.Forecast());
        Assert.True(later.Serialize().Length < 30_000, $"{later.Serialize().Length} bytes");
    }

    [Theory, MemberData(nameof(Methods))]
    public void Update_InAnyPieces_SameState(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);
        TimeSeries newer = Newer(model, 48);

        TrainedModel pieces = model.Update(newer.Head(1)).Update(newer.Slice(1, 30)).Update(newer.Slice(31, 17));

        Assert.Equal(model.Update(newer).Serialize(), pieces.Serialize());
    }

    /// <summary>Models are values: an older one forecasts the same, whatever a newer one has seen.</summary>
    [Theory, MemberData(nameof(Methods))]
    public void Update_Newer_LeavesTheOlderModelAlone(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);
        Forecast before = model.Forecast();
        TrainedModel one = model.Update(Newer(model, 5));
        Forecast afterOne = one.Forecast();

        TrainedModel other = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, [90, 90, 90]));

        AssertSame(before, model.Forecast());
        AssertSame(afterOne, one.Forecast());
        Assert.NotEqual(before.Mean, other.Forecast().Mean);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Update_MissingSteps_StaysFinite(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);
        TimeSeries nothing = TimeSeries.FromMasked(model.End, SampleSeries.Hour, new double[100], [.. Enumerable.Repeat(element: true, 100)]);

        Forecast forecast = model.Update(nothing).Forecast();

        Assert.All(forecast.Mean, value => Assert.InRange(value, 0, 200));
        Assert.All(forecast.Quantile(0.95), value => Assert.InRange(value, 0, 500));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Update_UsageStopsAndReturns_ForecastComesBack(string method)
    {
        TrainedModel model = Engine(method).Train(History, HorizonSpec.OneDay);
        double[] outage = [.. new double[48], .. SampleSeries.HourlyValues(72, 5)];

        Forecast forecast = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, outage)).Forecast();

        // Usage lies between 15 and 80; three days after the outage every method is back in its neighbourhood.
        Assert.All(forecast.Mean, value => Assert.InRange(value, 0, 160));
        Assert.InRange(forecast.Mean.Average(), 20, 90);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Train_FutureOfTheSeriesChanged_SameModel(string method)
    {
        double[] values = SampleSeries.HourlyValues(1_000, 4);
        double[] changed = [.. values.Select((value, i) => i >= 900 ? 10 * value : value)];

        Assert.Equal(
            Engine(method).Train(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values).Head(900), HorizonSpec.OneDay).Serialize(),
            Engine(method).Train(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, changed).Head(900), HorizonSpec.OneDay).Serialize());
    }

    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_WithoutThisLibrary_IsInvalidData(string method)
    {
        byte[] state = Engine(method).Train(History, HorizonSpec.OneDay).Serialize();

        Assert.Throws<InvalidDataException>(() => TrainedModel.Deserialize(state));
    }

    private static WorkloadPredictionEngine Engine(string method) => new(new PredictionOptions { Methods = [method] }, Catalog);

    private static TimeSeries Newer(TrainedModel model, int length) =>
        TimeSeries.FromValues(model.End, SampleSeries.Hour, SampleSeries.HourlyValues(length, 99));

    private static void AssertSame(Forecast expected, Forecast actual)
    {
        Assert.Equal(expected.Start, actual.Start);
        Assert.Equal(expected.Mean, actual.Mean);
        Assert.Equal(expected.Quantile(0.9), actual.Quantile(0.9));
    }
}
