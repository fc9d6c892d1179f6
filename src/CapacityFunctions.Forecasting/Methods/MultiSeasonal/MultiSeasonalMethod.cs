using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.MultiSeasonal;

/// <summary>All seasons by repeated STL, what remains by non-seasonal exponential smoothing.</summary>
internal sealed class MultiSeasonalMethod : IForecastMethod
{
    public string Name => "mstl";

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 6 * (1 + request.Periods.Count));

    public IFittedModel? Fit(FitRequest request)
    {
        if (request.Periods.Count == 0)
        {
            return null;
        }

        double[] adjusted = new double[request.History.Length];
        SeasonalAdjustment adjustment = MultiSeasonalDecomposition.Decompose(request.History.Span, request.Periods, adjusted);
        return EtsSelector.Select(adjusted, 1) is { } estimate
            ? new AdjustedModel(adjustment, new EtsModel(estimate.Form, estimate.Parameters, estimate.FinalState, estimate.Variance), "MSTL")
            : null;
    }

    public IFittedModel Restore(StateReader reader) => AdjustedModel.Read(reader, EtsModel.Read);
}
