using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>
/// A learned model as the method of one series: fitting hands it the history, nothing is estimated. Histories that reach beyond what the model was
/// trained on get all that was learned; the origins of selection, which lie before, get what was learned before the cutoff.
/// </summary>
/// <param name="name">Name of the learner.</param>
/// <param name="series">What is known of the series.</param>
/// <param name="parts">What was learned.</param>
/// <param name="isHeldBack">Never more than what was learned before the cutoff.</param>
internal sealed class LearnedMethod(string name, LearnedSeries series, LearnedParts parts, bool isHeldBack) : IForecastMethod
{
    // Measured: features and forecast of a day from 40 origins.
    private static readonly TimeSpan Cost = TimeSpan.FromMilliseconds(8);

    public string Name => name;

    public bool IsLearned => true;

    public bool SeesInputs => true;

    public TimeSpan EstimateCost(FitRequest request) => Cost;

    public IFittedModel? Fit(FitRequest request)
    {
        if (request.Step != parts.Grid)
        {
            return null;
        }

        DateTimeOffset end = request.Start + (request.Step * request.History.Length);
        return parts.At(series.Id, end, isHeldBack) is { } forecaster
            ? ConditionedModel.Of(forecaster, series, request.History.Span, end, request.Step)
            : null;
    }

    public IFittedModel Restore(StateReader reader) => ConditionedModel.Read(reader, parts.Full, series);
}
