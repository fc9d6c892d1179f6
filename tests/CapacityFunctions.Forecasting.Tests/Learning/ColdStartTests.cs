using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class ColdStartTests
{
    private static readonly LearnedSeries Series = LearnedSeries.Of("new");

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Train_TooShortToJudge_IsWhatWasLearned(int length)
    {
        TimeSeries history = SampleSeries.Hourly(48).Head(length);
        TrainedModel model = new WorkloadPredictionEngine(catalog: Catalog("first", "second")).Train(history, HorizonSpec.OneDay);

        Assert.Equal("first+second", model.Name);
        Assert.Equal(Confidence.Low, model.Confidence);
        Assert.All(model.Forecast().Mean, mean => Assert.True(double.IsFinite(mean)));
    }

    [Theory]
    [InlineData(48)]
    [InlineData(10)]
    public void Train_FewOriginsToJudge_LearnedLead(int length)
    {
        TrainedModel model = new WorkloadPredictionEngine(catalog: Catalog("first", "second")).Train(SampleSeries.Hourly(48).Head(length), HorizonSpec.OneDay);

        Assert.StartsWith("first+second", model.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Train_TooShortAndNothingLearned_IsSeasonalNaive(int length) =>
        Assert.Equal(MethodCatalog.SeasonalNaive, new WorkloadPredictionEngine().Train(SampleSeries.Hourly(length), HorizonSpec.OneDay).Name);

    [Fact]
    public void Train_TooShortAndLearnedIsNotAmongTheMethods_IsSeasonalNaive()
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = ["ets", "theta"] }, Catalog("first"));

        Assert.Equal(MethodCatalog.SeasonalNaive, engine.Train(SampleSeries.Hourly(3), HorizonSpec.OneDay).Name);
    }

    [Fact]
    public void Train_LearnedIsForAnotherGrid_IsSeasonalNaive()
    {
        TimeSeries minutes = TimeSeries.FromValues(SampleSeries.Start, TimeSpan.FromMinutes(5), SampleSeries.HourlyValues(3, 1));

        Assert.Equal(MethodCatalog.SeasonalNaive, new WorkloadPredictionEngine(catalog: Catalog("first")).Train(minutes, HorizonSpec.OneHour).Name);
    }

    [Fact]
    public void Deserialize_ColdStart_ForecastsTheSame()
    {
        MethodCatalog catalog = Catalog("first");
        TrainedModel model = new WorkloadPredictionEngine(catalog: catalog).Train(SampleSeries.Hourly(48), HorizonSpec.OneDay);
        TrainedModel read = TrainedModel.Deserialize(model.Serialize(), catalog);
        TimeSeries next = TimeSeries.FromValues(model.End, SampleSeries.Hour, SampleSeries.HourlyValues(5, 9));

        Assert.Equal(model.Forecast().Mean, read.Forecast().Mean);
        Assert.Equal(model.Update(next).Forecast().Mean, read.Update(next).Forecast().Mean);
    }

    private static MethodCatalog Catalog(params string[] names) => MethodCatalog.Default.With(names.Select(name => new LearnedMethod(
        name,
        Series,
        new LearnedParts(SampleSeries.Hour, new SameDayForecaster(), new SameDayForecaster(), new Dictionary<string, LearnedSpan>(StringComparer.Ordinal)),
        isHeldBack: false)));
}
