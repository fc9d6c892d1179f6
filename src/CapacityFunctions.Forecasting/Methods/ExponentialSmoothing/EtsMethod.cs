using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>
/// Automatic exponential smoothing. The first season is modelled inside while it has at most
/// <see cref="EtsSelector.LongestPeriod"/> steps; a longer one is taken out by STL first.
/// </summary>
internal sealed class EtsMethod : IForecastMethod
{
    public string Name => "ets";

    public TimeSpan EstimateCost(FitRequest request) =>
        TimeSpan.FromMicroseconds(request.History.Length * (request.FirstPeriod is > 1 and <= EtsSelector.LongestPeriod ? 60 : 8));

    public IFittedModel? Fit(FitRequest request)
    {
        double[] history = request.History.ToArray();
        if (request.FirstPeriod <= EtsSelector.LongestPeriod)
        {
            return FitPlain(history, request.FirstPeriod) is { } model
                ? new AdjustedModel(SeasonalAdjustment.None, model, "")
                : null;
        }

        double[] adjusted = new double[history.Length];
        SeasonalAdjustment adjustment = MultiSeasonalDecomposition.Decompose(history, [request.FirstPeriod], adjusted);
        return FitPlain(adjusted, 1) is { } inner ? new AdjustedModel(adjustment, inner, "STL") : null;
    }

    public IFittedModel Restore(StateReader reader) => AdjustedModel.Read(reader, EtsModel.Read);

    private static EtsModel? FitPlain(double[] history, int period) =>
        EtsSelector.Select(history, period) is { } estimate
            ? new EtsModel(estimate.Form, estimate.Parameters, estimate.FinalState, estimate.Variance)
            : null;
}
