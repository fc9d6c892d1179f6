using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>
/// A method fitted to a treated history. Only the fit sees it: outcomes, calibration and bounds stay those of the real one, so that a peak that
/// was demand still widens the intervals.
/// </summary>
/// <param name="inner">The method; its models are restored by itself.</param>
/// <param name="treatment">What is done to the history.</param>
internal sealed class TreatedMethod(IForecastMethod inner, HistoryTreatment treatment) : IForecastMethod
{
    public string Name => inner.Name;

    public bool UsesRegressors => inner.UsesRegressors;

    /// <summary>Whether there is anything to treat in a history.</summary>
    public static bool Changes(HistoryTreatment treatment, FitRequest request) => Apply(treatment, request) is not null;

    public TimeSpan EstimateCost(FitRequest request) => inner.EstimateCost(request);

    public IFittedModel? Fit(FitRequest request) =>
        inner.Fit(Apply(treatment, request) is { } treated ? request with { History = treated } : request);

    public IFittedModel Restore(StateReader reader) => inner.Restore(reader);

    private static double[]? Apply(HistoryTreatment treatment, FitRequest request) => treatment switch
    {
        HistoryTreatment.Spikes => SpikeRepair.Apply(request.History.Span, request.LastPeriod),
        _ => LevelAlignment.Apply(request.History.Span, request.FirstPeriod),
    };
}
