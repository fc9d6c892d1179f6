using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Predictions;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Trains the best model of a series; where a method breaks on it, those that learned over many series are left out first, and then seasonal naive
/// stands in.
/// </summary>
public sealed class ModelTrainer(IOptions<CapacityOptions> options)
{
    /// <param name="history">Usage on the grid of the horizon.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="inputs">External inputs that may help.</param>
    /// <param name="zone">Whose clock the usage follows.</param>
    /// <param name="learned">Methods that learned over many series and know this one, to choose from beside the others.</param>
    public TrainingOutcome Train(
        TimeSeries history, ForecastHorizon horizon, ExternalInputs inputs, TimeZoneInfo zone, IReadOnlyList<IForecastMethod> learned)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(learned);

        HorizonSpec spec = SpecOf(horizon);
        PredictionOptions prediction = new() { Seed = options.Value.Seed, TimeZone = zone };
        ExternalInputs judged = inputs.JudgedAt(history.End, history.TimestampAt(history.Length + spec.Steps));
        try
        {
            MethodCatalog catalog = learned.Count == 0 ? MachineLearningMethods.Catalog : MachineLearningMethods.Catalog.With(learned);
            return new TrainingOutcome(new WorkloadPredictionEngine(prediction, catalog).Train(history, spec, judged), FallbackReason: null);
        }
        catch (Exception broken) when (IsOfTheSeries(broken))
        {
            // A method that breaks on one account's series must not stop the cycle of the others.
            if (learned.Count > 0)
            {
                return Train(history, horizon, inputs, zone, []) with { LearnedFailure = broken.Message };
            }

            WorkloadPredictionEngine fallback = new(prediction with { Methods = [MethodCatalog.SeasonalNaive] });
            return new TrainingOutcome(
                fallback.Train(history, spec), $"seasonal naive stands in for {ForecastHorizons.NameOf(horizon)}: {broken.Message}");
        }
    }

    internal static HorizonSpec SpecOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => HorizonSpec.OneHour,
        ForecastHorizon.Day => HorizonSpec.OneDay,
        ForecastHorizon.Week => HorizonSpec.OneWeek,
        _ => throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "Unknown horizon."),
    };

    private static bool IsOfTheSeries(Exception broken) =>
        broken is ArithmeticException or ArgumentException or InvalidOperationException or IndexOutOfRangeException;
}
