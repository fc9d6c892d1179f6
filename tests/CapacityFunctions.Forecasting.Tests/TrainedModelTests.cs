using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests;

public class TrainedModelTests
{
    private static readonly WorkloadPredictionEngine Engine = new();
    private static readonly Lazy<TrainedModel> Model = new(() => Engine.Train(SampleSeries.Hourly(600), HorizonSpec.OneDay));

    public static TheoryData<string> Methods() => [.. MethodCatalog.Default.All.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_EachMethod_RestoresTheForecastExactly(string method)
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = [method] });
        TrainedModel model = engine.Train(SampleSeries.Hourly(400), HorizonSpec.OneDay);

        TrainedModel restored = TrainedModel.Deserialize(model.Serialize());

        Assert.Equal(model.Name, restored.Name);
        Assert.Equal(model.Description, restored.Description);
        Assert.Equal(model.ConfidenceReason, restored.ConfidenceReason);
        AssertSame(model.Forecast(), restored.Forecast());
        AssertSame(model.Update(Newer(model, 30)).Forecast(), restored.Update(Newer(restored, 30)).Forecast());
    }

    [Fact]
    public void Deserialize_DamagedOrNewerState_IsInvalidData()
    {
        byte[] state = Model.Value.Serialize();
        byte[] newer = (byte[])state.Clone();
        newer[4] = 99;

        Assert.Throws<InvalidDataException>(() => TrainedModel.Deserialize(state.AsMemory(0, state.Length / 2)));
        Assert.Throws<InvalidDataException>(() => TrainedModel.Deserialize(newer));
        Assert.Throws<InvalidDataException>(() => TrainedModel.Deserialize(new byte[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Fact]
    public void Deserialize_Version1_ForecastsAndGoesOn()
    {
        byte[] state = Version1State.SeasonalNaive();

        TrainedModel model = TrainedModel.Deserialize(state);
        TrainedModel advanced = model.Update(Newer(model, 30));

        Assert.Equal(1, state[4]);
        Assert.Equal("seasonal-naive", model.Name);
        Assert.Equal(14, model.Errors.OriginCount);
        Assert.All(advanced.Forecast().Interval(0.9).Upper, value => Assert.InRange(value, 20, 120));
        Assert.Equal(3, advanced.Serialize()[4]);
    }

    [Fact]
    public void Deserialize_Version2_ForecastsAsItDid()
    {
        byte[] state = Version2State.Theta();

        TrainedModel model = TrainedModel.Deserialize(state);

        // What the code that wrote the state forecast from it.
        Assert.Equal(2, state[4]);
        Assert.Equal("theta", model.Name);
        Assert.Equal([73.15488275461826, 67.92885447651365, 61.9152674937345, 56.901313455509076], model.Forecast().Mean);
        Assert.Equal([81.71982089394432, 79.71886035520824, 74.56300779257074, 69.82003725924001], model.Forecast().Quantile(0.95));
        Assert.Empty(model.Inputs);
        Assert.Equal(3, model.Update(Newer(model, 30)).Serialize()[4]);
    }

    // On 960 hours 8.9 KB for a day and 58 KB for a week (109 KB with every quantile in half precision), 7.5 KB for an hour on 8,064 five-minute
    // steps: mostly errors, which group demand needs.
    [Theory]
    [InlineData(24, 7, 60, 15)]
    [InlineData(168, 11, 60, 75)]
    [InlineData(12, 13, 5, 12)]
    public void Serialize_WithAllItsPast_StaysSmall(int steps, int stride, int minutes, int kilobytes)
    {
        TimeSpan grid = TimeSpan.FromMinutes(minutes);
        TimeSeries history = TimeSeries.FromValues(SampleSeries.Start, grid, SampleSeries.HourlyValues(1_000, 3));
        PredictionOptions options = new() { Methods = ["seasonal-naive"], Periods = [24] };

        byte[] state = new WorkloadPredictionEngine(options).Train(history, new HorizonSpec(grid, steps, stride)).Serialize();

        Assert.InRange(state.Length, 1_000, 1_024 * kilobytes);
    }

    [Property(MaxTest = 20)]
    public bool Update_InAnyPieces_SameState(byte first, byte second)
    {
        TimeSeries newer = Newer(Model.Value, 48);
        int[] cuts = [.. new[] { first % 48, second % 48 }.Order()];

        TrainedModel pieces = Model.Value
            .Update(newer.Head(cuts[0]))
            .Update(newer.Slice(cuts[0], cuts[1] - cuts[0]))
            .Update(newer.Slice(cuts[1], 48 - cuts[1]));

        return pieces.Serialize().AsSpan().SequenceEqual(Model.Value.Update(newer).Serialize());
    }

    [Fact]
    public void Update_StepsAlreadySeen_ChangesNothing()
    {
        TimeSeries seen = SampleSeries.Hourly(600).Tail(10);

        Assert.Same(Model.Value, Model.Value.Update(seen));
    }

    [Fact]
    public void Update_GapBeforeObservations_CountsAsMissing()
    {
        TrainedModel model = Model.Value;
        TimeSeries late = TimeSeries.FromValues(model.End.AddHours(5), SampleSeries.Hour, [40, 41]);
        TimeSeries withGap = TimeSeries.FromMasked(model.End, SampleSeries.Hour, [0, 0, 0, 0, 0, 40, 41], [true, true, true, true, true, false, false]);

        Assert.Equal(model.Update(withGap).Serialize(), model.Update(late).Serialize());
        Assert.Equal(model.End.AddHours(7), model.Update(late).End);
    }

    [Fact]
    public void Update_ThenForecast_RecordsHowWrongItWas()
    {
        TrainedModel model = Model.Value;

        TrainedModel updated = model.Update(Newer(model, 60));

        // 60 hours at a stride of 7 pass eight or nine origins; the record keeps the newest 40.
        Assert.Equal(40, updated.Errors.OriginCount);
        Assert.True(updated.Errors.OriginAt(39) > model.Errors.OriginAt(39).AddHours(48));
        Assert.True(updated.Errors.TryGetError(20, 0, out _));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Update_MissingSteps_StaysFinite(string method)
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = [method] });
        TrainedModel model = engine.Train(SampleSeries.Hourly(400), HorizonSpec.OneDay);
        TimeSeries nothing = TimeSeries.FromMasked(model.End, SampleSeries.Hour, new double[100], [.. Enumerable.Repeat(element: true, 100)]);

        Forecast forecast = model.Update(nothing).Forecast();

        Assert.All(forecast.Mean, value => Assert.InRange(value, 0, 200));
        Assert.All(forecast.Quantile(0.95), value => Assert.InRange(value, 0, 500));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Update_UsageStopsAndReturns_ForecastComesBack(string method)
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = [method] });
        TrainedModel model = engine.Train(SampleSeries.Hourly(400), HorizonSpec.OneDay);
        double[] outage = [.. new double[48], .. SampleSeries.HourlyValues(72, 5)];

        Forecast forecast = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, outage)).Forecast();

        // Usage lies between 15 and 80; three days after the outage every method is back in its neighbourhood.
        Assert.All(forecast.Mean, value => Assert.InRange(value, 0, 160));
        Assert.InRange(forecast.Mean.Average(), 20, 90);
    }

    [Fact]
    public void Forecast_AfterGap_IsAsWideAsThatMuchFurtherAhead()
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = ["theta-standard"], Periods = [] });
        TrainedModel model = engine.Train(SampleSeries.Hourly(400), HorizonSpec.OneDay);
        TimeSeries nothing = TimeSeries.FromMasked(model.End, SampleSeries.Hour, new double[6], [.. Enumerable.Repeat(element: true, 6)]);

        TrainedModel later = model.Update(nothing.Head(2)).Update(nothing);

        Assert.Equal(6, later.MissingSteps);
        Assert.Equal(model.Forecast().QuantileAt(6, 0.9), later.Forecast().QuantileAt(0, 0.9), 0.5);
        Assert.Equal(0, later.Update(TimeSeries.FromValues(later.End, SampleSeries.Hour, [50])).MissingSteps);
    }

    [Fact]
    public void Forecast_AnyLevel_IsMonotone()
    {
        Forecast forecast = Model.Value.Forecast();
        PredictionInterval narrow = forecast.Interval(0.8);
        PredictionInterval wide = forecast.Interval(0.95);

        for (int step = 0; step < forecast.Horizon; step++)
        {
            Assert.True(wide.Lower[step] <= narrow.Lower[step] && narrow.Upper[step] <= wide.Upper[step]);
            Assert.True(forecast.QuantileAt(step, 0.001) <= wide.Lower[step] && wide.Upper[step] <= forecast.QuantileAt(step, 0.999));
        }
    }

    [Fact]
    public void Forecast_LongerThanTrained_GoesOn()
    {
        Forecast forecast = Model.Value.Forecast(48);

        Assert.Equal(48, forecast.Horizon);
        Assert.Equal(Model.Value.Forecast().Mean, forecast.Mean.Take(24));
    }

    [Fact]
    public void Forecast_FutureOfTheSeriesChanged_EarlierModelUnchanged()
    {
        double[] values = SampleSeries.HourlyValues(600, 4);
        double[] changed = [.. values.Select((value, i) => i >= 500 ? 10 * value : value)];
        TimeSeries one = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
        TimeSeries other = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, changed);

        Assert.Equal(
            Engine.Train(one.Head(500), HorizonSpec.OneDay).Serialize(),
            Engine.Train(other.Head(500), HorizonSpec.OneDay).Serialize());
    }

    private static TimeSeries Newer(TrainedModel model, int length) =>
        TimeSeries.FromValues(model.End, SampleSeries.Hour, SampleSeries.HourlyValues(length, 99));

    private static void AssertSame(Forecast expected, Forecast actual)
    {
        Assert.Equal(expected.Start, actual.Start);
        Assert.Equal(expected.Mean, actual.Mean);
        Assert.Equal(expected.Quantile(0.9), actual.Quantile(0.9));
    }
}
