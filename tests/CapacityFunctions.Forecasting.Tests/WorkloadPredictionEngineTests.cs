using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests;

public class WorkloadPredictionEngineTests
{
    private static readonly WorkloadPredictionEngine Engine = new();

    public static TheoryData<string, Confidence> StrangeHistories() => new()
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

    [Theory, MemberData(nameof(StrangeHistories))]
    public void Train_StrangeHistory_ForecastsSensiblyAndSaysHowSure(string name, Confidence atMost)
    {
        TimeSeries history = Strange(name);

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
        Forecast forecast = Engine.Train(Strange("step change last night"), HorizonSpec.OneDay).Forecast();

        // 20 before, 60 since eight hours.
        Assert.All(forecast.Mean, value => Assert.InRange(value, 45, 70));
    }

    [Fact]
    public void Train_Constant_ForecastsItWithNarrowInterval()
    {
        Forecast forecast = Engine.Train(Strange("constant"), HorizonSpec.OneDay).Forecast();

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

    private static TimeSeries Strange(string name)
    {
        double[] hourly = SampleSeries.HourlyValues(500, 2);
        return name switch
        {
            "empty" => Known(),
            "all missing" => TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, new double[50], [.. Enumerable.Repeat(element: true, 50)]),
            "one point" => Known(5),
            "three points" => Known(5, 7, 6),
            "constant" => Known([.. Enumerable.Repeat(7.0, 400)]),
            "all zero" => Known(new double[400]),
            "30 % missing" => TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, hourly, [.. hourly.Select((_, i) => i * 7 % 10 < 3)]),
            "one giant spike" => Known([.. hourly.Select((value, i) => i == 333 ? 50_000 : value)]),
            "step change last night" => Known([.. Enumerable.Range(0, 400).Select(i => i >= 392 ? 60.0 : 20 + (i * 7 % 5 * 0.3))]),
            "shorter than its period" => Known(hourly[..10]),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static TimeSeries Known(params double[] values) => TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
}
