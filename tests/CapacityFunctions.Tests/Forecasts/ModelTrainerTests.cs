using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Predictions;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Tests.Forecasts;

public sealed class ModelTrainerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly ModelTrainer _trainer = new(Options.Create(new CapacityOptions()));

    [Fact]
    public void Train_LearnedMethodBreaks_ChoosesFromTheOthersAndSaysWhy()
    {
        TrainingOutcome without = Train([]);
        TrainingOutcome outcome = Train([new Broken()]);

        Assert.Equal("It has met a series it can't stand.", outcome.LearnedFailure);
        Assert.Null(outcome.FallbackReason);
        Assert.Equal(without.Model.Serialize(), outcome.Model.Serialize());
        Assert.Null(without.LearnedFailure);
    }

    private TrainingOutcome Train(IReadOnlyList<IForecastMethod> learned) => _trainer.Train(
        TimeSeries.FromValues(Start, TimeSpan.FromHours(1), [.. Enumerable.Range(0, 120).Select(hour => 5.0 + (hour % 24) + (hour * 7 % 5))]),
        ForecastHorizon.Day,
        ExternalInputs.None,
        TimeZoneInfo.Utc,
        learned);

    private sealed class Broken : IForecastMethod
    {
        public string Name => "broken";

        public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMilliseconds(1);

        public IFittedModel? Fit(FitRequest request) => throw new InvalidOperationException("It has met a series it can't stand.");

        public IFittedModel Restore(StateReader reader) => throw new InvalidOperationException("It was never chosen.");
    }
}
