using CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Tests;

namespace CapacityFunctions.Forecasting.MachineLearning.Tests.SingularSpectrum;

public sealed class SsaMethodTests
{
    private static readonly SsaMethod Method = new();

    [Theory]
    [InlineData(960, new[] { 24, 168 }, 168)]
    [InlineData(960, new[] { 24 }, 72)]
    [InlineData(100, new[] { 24 }, 48)]
    [InlineData(40, new[] { 24 }, 19)]
    [InlineData(960, new int[0], 24)]
    [InlineData(9, new int[0], 4)]
    [InlineData(8_064, new[] { 288, 2_016 }, 288)]
    public void Fit_History_WindowFollowsItsSeasons(int length, int[] periods, int window) =>
        Assert.Equal($"window of {window} steps", Method.Fit(Request(SampleSeries.HourlyValues(length, 1), periods))!.Description);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fit_FewValues_IsNone(int length) => Assert.Null(Method.Fit(Request(SampleSeries.HourlyValues(length, 1))));

    [Fact]
    public void Fit_Constant_IsNone() => Assert.Null(Method.Fit(Request([.. Enumerable.Repeat(1e6, 100)])));

    /// <summary>Free of noise a season obeys a recurrence. A trend is held: its growth bends towards the level reached.</summary>
    [Theory]
    [InlineData(0, 0.05, 1)]
    [InlineData(0.05, 2.5, 30)]
    public void Forecast_SeasonAndTrend_GoOn(double slope, double tolerance, double widest)
    {
        double[] values = [.. Enumerable.Range(0, 324).Select(t => 100 + (slope * t) + (30 * Math.Sin(2 * Math.PI * t / 24)))];

        MethodForecast forecast = Method.Fit(Request(values[..300], 24))!.Forecast(new ForecastRequest(24));

        for (int step = 0; step < 24; step++)
        {
            Assert.Equal(values[300 + step], forecast.Mean[step], tolerance);
            Assert.InRange(forecast.Deviation[step], 0, widest);
        }
    }

    [Fact]
    public void Forecast_NoiseAroundASeason_DeviationIsThatOfItsErrors()
    {
        Random random = new(3);
        double[] values = [.. Enumerable.Range(0, 720).Select(t => 100 + (30 * Math.Sin(2 * Math.PI * t / 24)) + (6 * (random.NextDouble() - 0.5)))];

        MethodForecast forecast = Method.Fit(Request(values, 24))!.Forecast(new ForecastRequest(1));

        // Uniform of width 6: 6 / √12 = 1.73, a part of which the model takes for signal.
        Assert.InRange(forecast.Deviation[0], 1, 2.5);
        Assert.Equal(100, forecast.Mean[0], 4.0);
    }

    [Fact]
    public void Update_Observations_MoveTheForecastTowardsThem()
    {
        IFittedModel model = Method.Fit(Request(SampleSeries.HourlyValues(500, 1), 24))!;

        IFittedModel higher = model.Update(Observed([.. Enumerable.Repeat(200.0, 24)]));

        Assert.True(higher.Forecast(new ForecastRequest(1)).Mean[0] > model.Forecast(new ForecastRequest(1)).Mean[0] + 20);
        Assert.Same(model, model.Update(Observed([])));
    }

    /// <summary>A missing step is taken as forecast: what follows is what the forecast said already.</summary>
    [Fact]
    public void Update_MissingStep_TakesItsForecast()
    {
        IFittedModel model = Method.Fit(Request(SampleSeries.HourlyValues(500, 1), 24))!.Update(Observed(SampleSeries.HourlyValues(100, 2)));
        double expected = model.Forecast(new ForecastRequest(1)).Mean[0];

        IFittedModel missing = model.Update(new ObservationBlock(new double[] { 1e9 }, new[] { true }));
        IFittedModel given = model.Update(Observed([expected]));

        // Not to the bit: what is given has been to capacity units and back.
        Assert.Equal(given.Forecast(new ForecastRequest(5)).Mean[4], missing.Forecast(new ForecastRequest(5)).Mean[4], 1e-3);
    }

    [Fact]
    public void Restore_DamagedState_IsInvalidData()
    {
        StateWriter writer = new();
        Method.Fit(Request(SampleSeries.HourlyValues(500, 1), 24))!.Write(writer);
        byte[] state = writer.ToArray();
        byte[] newer = [99, .. state[1..]];
        byte[] impossible = [.. state[..2], 0, 0, 0, 0, .. state[6..]];

        Assert.Throws<InvalidDataException>(() => Method.Restore(new StateReader(newer)));
        Assert.Throws<InvalidDataException>(() => Method.Restore(new StateReader(impossible)));
        Assert.Throws<InvalidDataException>(() => Method.Restore(new StateReader(state.AsMemory(0, 100))));
    }

    [Fact]
    public void Forecast_FromManyThreads_IsTheSame()
    {
        IFittedModel model = Method.Fit(Request(SampleSeries.HourlyValues(300, 1), 24))!;
        double expected = model.Forecast(new ForecastRequest(6)).Mean[5];

        double[] means = new double[32];
        Parallel.For(0, means.Length, i => means[i] = (i % 2 == 0 ? model : model.Update(Observed([i, 50])).Update(Observed([40]))).Forecast(new ForecastRequest(6)).Mean[5]);

        Assert.All(means.Where((_, i) => i % 2 == 0), mean => Assert.Equal(expected, mean));
        Assert.Equal(16, means.Where((_, i) => i % 2 == 1).Distinct().Count());
    }

    private static FitRequest Request(double[] values, params int[] periods) => new(values, periods);

    private static ObservationBlock Observed(double[] values) => new(values, new bool[values.Length]);
}
