using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Engine;

public sealed class TimeSeriesPredictionEngineTests
{
    private static readonly MLContext Context = new(1);

    // dotnet/machinelearning, TimeSeriesDirectApi.SsaForecastPredictionEngine, .NET Core 3.1 and later: forecast, lower and upper bounds.
    [Fact]
    public void Predict_SeriesOfTheRealPackagesTests_MatchesThem()
    {
        TimeSeriesPredictionEngine<Observation, BoundedForecast> engine = Engine();

        AssertNear(
            [-1.02245092f, 0.08333033f, 2.6073704f, 5.397318f, 7.5008316f],
            [-5.1881413f, -4.82533741f, -2.563095f, 0.21317233f, 2.29317045f],
            [3.1432397f, 4.991998f, 7.777836f, 10.581464f, 12.708492f],
            engine.Predict(horizon: 5));
        engine.Predict(Observation.Of(2));
        AssertNear(
            [4.310586f, 6.397167f, 7.73934f, 8.029469f],
            [0.14489543f, 1.48849952f, 2.5688744f, 2.845323f],
            [8.476276f, 11.305835f, 12.909805f, 13.2136145f],
            engine.Predict(Observation.Of(2)));
        engine.Predict(Observation.Of(3));
        AssertNear(
            [6.006588f, 7.506871f, 7.964249f, 7.1751432f, 5.0265527f],
            [1.84089744f, 2.5982034f, 2.7937837f, 1.9909977f, -0.1811084f],
            [10.172278f, 12.415539f, 13.1347151f, 12.359289f, 10.234214f],
            engine.Predict(horizon: 5));
    }

    [Fact]
    public void Predict_ConfidenceLevel_ScalesTheBounds()
    {
        TimeSeriesPredictionEngine<Observation, BoundedForecast> engine = Engine();

        BoundedForecast usual = engine.Predict();
        BoundedForecast half = engine.Predict(confidenceLevel: 0.5f);
        BoundedForecast none = engine.Predict(confidenceLevel: 0);

        Assert.Equal(usual.Forecast, half.Forecast);
        for (int step = 0; step < 4; step++)
        {
            // Quantiles of the standard normal distribution: 0.674490 at 75 %, 1.959964 at 97.5 % (any table).
            Assert.Equal(0.674490 / 1.959964, (half.Upper[step] - half.Lower[step]) / (usual.Upper[step] - usual.Lower[step]), 1e-5);
            Assert.Equal(none.Forecast[step], none.Upper[step], 1e-6f);
        }
    }

    [Theory]
    [InlineData(0, 0.9f)]
    [InlineData(-3, 0.9f)]
    [InlineData(3, 1f)]
    [InlineData(3, -0.1f)]
    [InlineData(3, float.NaN)]
    public void Predict_ArgumentOutsideItsRange_Throws(int horizon, float confidenceLevel) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Engine().Predict(horizon, confidenceLevel));

    [Fact]
    public void Predict_WithoutExample_ObservesNothing()
    {
        TimeSeriesPredictionEngine<Observation, BoundedForecast> engine = Engine();

        float[] first = engine.Predict().Forecast;

        Assert.Equal(first, engine.Predict().Forecast);
        Assert.Equal(first, engine.Predict((Observation?)null).Forecast);
        Assert.NotEqual(first, engine.Predict(Observation.Of(5)).Forecast);
    }

    [Fact]
    public void Predict_MissingValue_IsPassedOver()
    {
        TimeSeriesPredictionEngine<Observation, BoundedForecast> engine = Engine();

        float[] before = engine.Predict().Forecast;

        Assert.Equal(before, engine.Predict(Observation.Of(float.NaN)).Forecast);
    }

    [Fact]
    public void Predict_TwoEngines_HaveAStateEach()
    {
        ITransformer model = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 60, 4)
            .Fit(Series.View(Context, Series.Seasonal(60, noise: 1)));
        TimeSeriesPredictionEngine<Observation, PlainForecast> one = model.CreateTimeSeriesEngine<Observation, PlainForecast>(Context);
        TimeSeriesPredictionEngine<Observation, PlainForecast> other = model.CreateTimeSeriesEngine<Observation, PlainForecast>(Context);
        float[] before = other.Predict().Forecast;

        one.Predict(Observation.Of(90));

        Assert.Equal(before, other.Predict().Forecast);
        Assert.Equal(before, model.CreateTimeSeriesEngine<Observation, PlainForecast>(Context).Predict().Forecast);
    }

    /// <summary>A state is made of one window's smoothed values, each from windows that reach back another one.</summary>
    [Fact]
    public void Predict_TwoWindowsLater_OlderValuesHaveNoSay()
    {
        const int Window = 12;
        ITransformer model = Context.Forecasting.ForecastBySsa("Forecast", "Value", Window, Window + 1, 60, 4)
            .Fit(Series.View(Context, Series.Seasonal(60, noise: 1)));
        TimeSeriesPredictionEngine<Observation, PlainForecast> one = model.CreateTimeSeriesEngine<Observation, PlainForecast>(Context);
        TimeSeriesPredictionEngine<Observation, PlainForecast> other = model.CreateTimeSeriesEngine<Observation, PlainForecast>(Context);
        one.Predict(Observation.Of(1000));
        float[] tail = Series.Seasonal(2 * Window, noise: 1, seed: 7);

        foreach (float value in tail[..^3])
        {
            one.Predict(Observation.Of(value));
            other.Predict(Observation.Of(value));
        }

        Assert.NotEqual(one.Predict().Forecast, other.Predict().Forecast);
        foreach (float value in tail[^3..])
        {
            one.Predict(Observation.Of(value));
            other.Predict(Observation.Of(value));
        }

        Assert.Equal(one.Predict().Forecast, other.Predict().Forecast);
    }

    [Fact]
    public void Predict_ForecastInsideAChain_RunsTheStepsAround()
    {
        float[] values = Series.Seasonal(80, noise: 1);
        IDataView data = Context.Data.LoadFromEnumerable(values.Select(value => new WideObservation { Value = value }));
        ITransformer chain = Context.Transforms.Conversion.ConvertType("Single", "Value")
            .Append(Context.Forecasting.ForecastBySsa("Part", "Single", 12, 13, 80, 4))
            .Append(Context.Transforms.Concatenate("Forecast", "Single", "Part"))
            .Fit(data);
        ITransformer alone = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 80, 4).Fit(Series.View(Context, values));

        float[] chained = chain.CreateTimeSeriesEngine<WideObservation, PlainForecast>(Context).Predict(new WideObservation { Value = 61 }).Forecast;

        Assert.Equal(
            [61, .. alone.CreateTimeSeriesEngine<Observation, PlainForecast>(Context).Predict(Observation.Of(61)).Forecast],
            chained);
    }

    [Fact]
    public void CreateTimeSeriesEngine_Nothing_Throws()
    {
        ITransformer model = Context.Forecasting.ForecastBySsa("Forecast", "Value", 12, 13, 60, 4).Fit(Series.View(Context, Series.Seasonal(60, noise: 1)));

        Assert.Throws<ArgumentNullException>(() => model.CreateTimeSeriesEngine<Observation, PlainForecast>(null!));
        Assert.Throws<ArgumentNullException>(() => ((ITransformer)null!).CreateTimeSeriesEngine<Observation, PlainForecast>(Context));
    }

    private static TimeSeriesPredictionEngine<Observation, BoundedForecast> Engine() =>
        Context.Forecasting.ForecastBySsa(
                "Forecast", "Value", 10, 11, 22, 4, confidenceLowerBoundColumn: "Lower", confidenceUpperBoundColumn: "Upper", variableHorizon: true)
            .Fit(Context.Data.LoadFromEnumerable(SeasonWithNewLevel.Rows))
            .CreateTimeSeriesEngine<Observation, BoundedForecast>(Context);

    private static void AssertNear(float[] forecast, float[] lower, float[] upper, BoundedForecast actual)
    {
        Assert.Equal(forecast.Length, actual.Forecast.Length);
        for (int step = 0; step < forecast.Length; step++)
        {
            Assert.Equal(forecast[step], actual.Forecast[step], 1e-5f);
            Assert.Equal(lower[step], actual.Lower[step], 1e-5f);
            Assert.Equal(upper[step], actual.Upper[step], 1e-5f);
        }
    }
}
