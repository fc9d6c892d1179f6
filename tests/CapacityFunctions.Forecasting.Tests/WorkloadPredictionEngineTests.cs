using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests;

public class WorkloadPredictionEngineTests
{
    private static readonly WorkloadPredictionEngine Engine = new();

    public static TheoryData<string, Confidence> HistoriesAndConfidence() => new()
    {
        { "empty", Confidence.Low },
        { "all missing", Confidence.Low },
        { "one point", Confidence.Low },
        { "three points", Confidence.Low },
        { "constant", Confidence.High },
        { "all zero", Confidence.High },
        { "30 % missing", Confidence.Low },
        { "one giant spike", Confidence.High },
        { "step change last night", Confidence.Low },
        { "shorter than its period", Confidence.Low },
    };

    [Theory, MemberData(nameof(HistoriesAndConfidence))]
    public void Train_StrangeHistory_ForecastsSensiblyAndSaysHowSure(string name, Confidence atMost)
    {
        TimeSeries history = StrangeHistories.Get(name);

        TrainedModel model = Engine.Train(history, HorizonSpec.OneDay);
        Forecast forecast = model.Forecast();

        Assert.True(model.Confidence <= atMost, $"{model.Confidence}: {model.ConfidenceReason}");
        Assert.NotEmpty(model.ConfidenceReason);
        double highest = history.KnownCount == 0 ? 0 : history.Values.ToArray().Max();
        for (int step = 0; step < forecast.Horizon; step++)
        {
            double[] quantiles = [.. Enumerable.Range(1, 99).Select(percent => forecast.QuantileAt(step, percent / 100.0))];
            Assert.All(quantiles, value => Assert.True(double.IsFinite(value) && value >= 0));
            Assert.Equal(quantiles.Order(), quantiles);
            Assert.InRange(forecast.Mean[step], 0, Math.Max(1e-6, 1.2 * highest));
        }
    }

    [Fact]
    public void Train_StepChangeLastNight_ForecastsTheNewLevel()
    {
        Forecast forecast = Engine.Train(StrangeHistories.Get("step change last night"), HorizonSpec.OneDay).Forecast();

        // 20 before, 60 since eight hours.
        Assert.All(forecast.Mean, value => Assert.InRange(value, 45, 70));
    }

    [Fact]
    public void Train_Constant_ForecastsItWithNarrowInterval()
    {
        Forecast forecast = Engine.Train(StrangeHistories.Get("constant"), HorizonSpec.OneDay).Forecast();

        Assert.All(forecast.Mean, value => Assert.Equal(7, value, 1e-6));
        Assert.All(forecast.Interval(0.95).Upper, value => Assert.Equal(7, value, 1e-3));
    }

    [Fact]
    public void Train_SeasonalHistory_BeatsSeasonalNaiveOnWhatFollows()
    {
        double[] values = SampleSeries.HourlyValues((28 * 24) + 24, 5);
        TimeSeries history = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values.AsSpan(0, 28 * 24));

        Forecast forecast = Engine.Train(history, HorizonSpec.OneDay).Forecast();

        double ours = Enumerable.Range(0, 24).Sum(i => Math.Abs(values[672 + i] - forecast.Mean[i]));
        double naive = Enumerable.Range(0, 24).Sum(i => Math.Abs(values[672 + i] - values[648 + i]));
        Assert.True(ours < naive, $"{ours} against {naive}");
    }

    [Fact]
    public void Train_OtherGrid_Throws() => Assert.Throws<ArgumentException>(() => Engine.Train(SampleSeries.Hourly(100), HorizonSpec.OneHour));

    [Fact]
    public void Train_Twice_SameBytes()
    {
        TimeSeries history = SampleSeries.Hourly(500);

        Assert.Equal(Engine.Train(history, HorizonSpec.OneDay).Serialize(), Engine.Train(history, HorizonSpec.OneDay).Serialize());
    }

    [Fact]
    public void Train_UnknownMethod_Throws() =>
        Assert.Throws<ArgumentException>(() => new WorkloadPredictionEngine(new PredictionOptions { Methods = ["crystal-ball"] }));

    [Fact]
    public void Train_TinyBudget_StillHasSeasonalNaive()
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { CpuBudget = TimeSpan.Zero });

        Assert.Equal("seasonal-naive", engine.Train(SampleSeries.Hourly(500), HorizonSpec.OneDay).Name);
    }

    [Property(MaxTest = 8)]
    public bool Train_ScaledHistory_ScalesTheForecast(byte scaling)
    {
        // A power of two scales every intermediate result exactly; other factors only differ by rounding inside the optimisers.
        double factor = Math.Pow(2, (scaling % 9) - 4);
        double[] values = SampleSeries.HourlyValues(300, 11);
        TimeSeries scaled = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, [.. values.Select(value => value * factor)]);

        Forecast one = Engine.Train(TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values), HorizonSpec.OneDay).Forecast();
        Forecast other = Engine.Train(scaled, HorizonSpec.OneDay).Forecast();

        // 0.5 % for the optimisers' stopping rules, whose tolerance is relative to a likelihood that moves with the scale.
        return Enumerable.Range(0, 24).All(step =>
            Math.Abs((one.Mean[step] * factor) - other.Mean[step]) < 0.005 * other.Mean[step]
            && Math.Abs((one.QuantileAt(step, 0.95) * factor) - other.QuantileAt(step, 0.95)) < 0.01 * other.QuantileAt(step, 0.95));
    }
}
