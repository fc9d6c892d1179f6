using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

public sealed class RegressedMethodTests
{
    private const int Length = 240;

    private static readonly ExternalInputs Inputs = new([new ExternalInput(
        "sale",
        InputKnowledge.KnownAhead,
        Enumerable.Range(0, Length + 24).Select(hour => new Observation(SampleSeries.Start.AddHours(hour), hour % 50 < 10 ? 1 : 0)))]);

    private static readonly double[] Usage = [.. SampleSeries.HourlyValues(Length, 1).Select((value, hour) => value + (hour % 50 < 10 ? 40 : 0))];

    [Fact]
    public void Fit_MethodThatSeesInputs_GetsTheRawHistoryAndNoColumns()
    {
        Listener method = new(seesInputs: true);
        Regressed(method);

        Assert.Equal(Usage, method.Seen!.History.ToArray());
        Assert.Null(method.Seen.Regressors);
        Assert.Equal((SampleSeries.Start, SampleSeries.Hour), (method.Seen.Start, method.Seen.Step));
    }

    [Fact]
    public void Fit_AnyOtherMethod_GetsTheHistoryWithoutTheEffect()
    {
        Listener method = new(seesInputs: false);
        Regressed(method);

        // 40 units in 50 of 240 hours deviate by 40 · √(50/240 · 190/240) from their mean, which stays in the history.
        Assert.Equal(16.24, EffectIn(Usage), 0.01);
        Assert.True(EffectIn(method.Seen!.History.ToArray()) < 4);
    }

    [Fact]
    public void Forecast_MethodThatSeesInputs_IsNotChangedAnyMore()
    {
        IFittedModel model = Regressed(new Listener(seesInputs: true));

        // The listener forecasts the last value, though a sale is on two hours later.
        Assert.All(model.Forecast(new ForecastRequest(24)).Mean.ToArray(), mean => Assert.Equal(Usage[^1], mean));
        Assert.Equal(5, model.Update(new ObservationBlock(new double[] { 5 }, new bool[1])).Forecast(new ForecastRequest(1)).Mean[0]);
    }

    /// <summary>Standard deviation of what lies between a history and the series without sales.</summary>
    private static double EffectIn(double[] history)
    {
        double[] without = SampleSeries.HourlyValues(Length, 1);
        double[] effects = [.. history.Select((value, hour) => value - without[hour])];
        double mean = effects.Average();
        return Math.Sqrt(effects.Average(effect => (effect - mean) * (effect - mean)));
    }

    private static IFittedModel Regressed(Listener method)
    {
        FitRequest request = new(Usage, [24]) { Start = SampleSeries.Start, Step = SampleSeries.Hour };
        InputDesign design = new(Inputs, [new("sale", 0)], new InputForm(IsMultiplicative: false, IsShaped: false));
        return new RegressedMethod(method, design).Fit(request with { Regressors = design.Fit(request).Matrix })!;
    }

    /// <summary>Remembers what it was given.</summary>
    private sealed class Listener(bool seesInputs) : IForecastMethod
    {
        public string Name => "listener";

        public bool SeesInputs => seesInputs;

        public FitRequest? Seen { get; private set; }

        public TimeSpan EstimateCost(FitRequest request) => TimeSpan.Zero;

        public IFittedModel? Fit(FitRequest request)
        {
            Seen = request;
            return new LastValue(request.History.Span[^1]);
        }

        public IFittedModel Restore(StateReader reader) => new LastValue(reader.ReadDouble());
    }

    private sealed class LastValue(double last) : IFittedModel
    {
        public string Description => "the last value";

        public IFittedModel Update(ObservationBlock block) => new LastValue(block.Values.Span[^1]);

        public MethodForecast Forecast(ForecastRequest request) =>
            new([.. Enumerable.Repeat(last, request.Horizon)], [.. Enumerable.Repeat(1.0, request.Horizon)]);

        public void Write(StateWriter writer) => writer.WriteDouble(last);
    }
}
