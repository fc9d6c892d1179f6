using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

/// <summary>A trained model that uses an input known ahead and one that is only observed.</summary>
public class InformedModelTests
{
    private const int Longer = PlantedSeries.Length + 72;
    private static readonly double[] Campaign = PlantedSeries.Campaign(5, Longer + 48);
    private static readonly double[] Latency = PlantedSeries.Noise(3, Longer + 48);
    private static readonly double[] Usage = PlantedSeries.Usage(Latency, 4, (value, signal) => value + (15 * signal), 2)
        .Zip(Campaign, (value, on) => value * (1 + (0.5 * on))).ToArray();

    private static readonly ExternalInputs Inputs = new(
    [
        PlantedSeries.Input("campaign", Campaign),
        PlantedSeries.Input("latency", Latency, InputKnowledge.ObservedOnly),
    ]);

    private static readonly Lazy<TrainedModel> Model = new(() => Train("seasonal-average", "arima", "prophet", "seasonal-percentile"));

    public static TheoryData<string> Methods() => [.. MethodCatalog.Default.All.Select(method => method.Name)];

    [Fact]
    public void Train_BothInputs_AreKept() =>
        Assert.All(Model.Value.Inputs, input => Assert.True(input.IsKept, $"{input.Name}: {input.Reason}"));

    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_EachMethodWithInputs_ForecastsAndGoesOnTheSame(string method)
    {
        TrainedModel model = Train(method);

        TrainedModel restored = TrainedModel.Deserialize(model.Serialize());

        Assert.Equal(model.Inputs, restored.Inputs);
        Assert.Equal(model.Forecast(Inputs).Mean, restored.Forecast(Inputs).Mean);
        Assert.Equal(model.Forecast(Inputs).Quantile(0.9), restored.Forecast(Inputs).Quantile(0.9));
        Assert.Equal(model.Update(Newer(0, 30), Inputs).Serialize(), restored.Update(Newer(0, 30), Inputs).Serialize());
    }

    [Property(MaxTest = 10)]
    public bool Update_InAnyPieces_SameState(byte first, byte second)
    {
        int[] cuts = [.. new[] { first % 48, second % 48 }.Order()];

        TrainedModel pieces = Model.Value
            .Update(Newer(0, cuts[0]), Inputs)
            .Update(Newer(cuts[0], cuts[1]), Inputs)
            .Update(Newer(cuts[1], 48), Inputs);

        return pieces.Serialize().AsSpan().SequenceEqual(Model.Value.Update(Newer(0, 48), Inputs).Serialize());
    }

    [Fact]
    public void Update_ThenForecast_UsesTheInputs()
    {
        TrainedModel later = Model.Value.Update(Newer(0, 48), Inputs);

        double with = Error(later.Forecast(Inputs));
        double without = Error(new WorkloadPredictionEngine().Train(PlantedSeries.Series(Usage, PlantedSeries.Length + 48), HorizonSpec.OneDay).Forecast());

        Assert.True(with < 0.8 * without, $"{with} against {without}");

        static double Error(Forecast forecast) =>
            Enumerable.Range(0, 24).Average(step => Math.Abs(forecast.Mean[step] - Usage[PlantedSeries.Length + 48 + step]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(2_000)]
    public void Forecast_SignalsStopped_WhatIsUsualStandsInAndIsNamed(int missingSteps)
    {
        TrainedModel model = Model.Value;
        if (missingSteps > 0)
        {
            double[] values = SampleSeries.HourlyValues(missingSteps, 9);
            model = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, values));
        }

        Forecast forecast = model.Forecast();

        Assert.Contains("campaign", forecast.InputReason, StringComparison.Ordinal);
        Assert.DoesNotContain("latency", forecast.InputReason, StringComparison.Ordinal);
        for (int step = 0; step < forecast.Horizon; step++)
        {
            // Usage lies between 5 and 140.
            Assert.InRange(forecast.Mean[step], 0, 160);
            Assert.True(double.IsFinite(forecast.QuantileAt(step, 0.99)));
        }
    }

    [Fact]
    public void Forecast_SignalEndsInsideTheHorizon_SaysSo()
    {
        // Sampled every hour up to six hours ahead.
        ExternalInputs shorter = new([PlantedSeries.Input("campaign", Campaign[..(PlantedSeries.Length + 6)])]);

        Forecast forecast = Model.Value.Forecast(shorter);

        Assert.Contains("campaign", forecast.InputReason, StringComparison.Ordinal);
        Assert.Equal(Model.Value.Forecast(Inputs).Mean.Take(6), forecast.Mean.Take(6));
    }

    [Fact]
    public void Forecast_ValuesBeyondAnythingSeen_StaysInBounds()
    {
        ExternalInputs wild = new([PlantedSeries.Input("campaign", [.. Campaign.Select((on, i) => i < PlantedSeries.Length ? on : 1e9)])]);

        Assert.All(Model.Value.Forecast(wild).Mean, value => Assert.InRange(value, 0, 400));
    }

    private static TrainedModel Train(params string[] methods) =>
        new WorkloadPredictionEngine(new PredictionOptions { Methods = methods }).Train(PlantedSeries.Series(Usage), HorizonSpec.For(SampleSeries.Hour, 24), Inputs);

    private static TimeSeries Newer(int from, int to) => TimeSeries.FromValues(
        SampleSeries.Start.AddHours(PlantedSeries.Length + from), SampleSeries.Hour, Usage.AsSpan(PlantedSeries.Length + from, to - from));
}
