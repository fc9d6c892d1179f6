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
