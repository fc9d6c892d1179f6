using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Theta;

/// <summary>
/// Theta on data whose first season, if the test finds one, is taken out by classical decomposition: multiplicative for positive data,
/// additive otherwise.
/// </summary>
/// <param name="isDynamic">The dynamic optimised model (<c>theta</c>) or the standard method (<c>theta-standard</c>).</param>
internal sealed class ThetaMethod(bool isDynamic) : IForecastMethod
{
    private const int ShortestHistory = 5;

    public string Name => isDynamic ? "theta" : "theta-standard";

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 5);

    public IFittedModel? Fit(FitRequest request)
    {
        double[] history = request.History.ToArray();
        int period = request.FirstPeriod;
        if (history.Length < ShortestHistory)
        {
            return null;
        }

        if (!Autocorrelation.IsSeasonal(history, period))
        {
            return FitInner(history) is { } plain ? new AdjustedModel(SeasonalAdjustment.None, plain, "") : null;
        }

        bool multiplicative = Array.TrueForAll(history, static value => value > 0);
        double[] figure = ClassicalDecomposition.SeasonalFigure(history, period, multiplicative);
        ClassicalDecomposition.Remove(history, figure, 0, multiplicative);
        SeasonalAdjustment adjustment = new([figure], multiplicative, request.History.Length);
        return FitInner(history) is { } inner ? new AdjustedModel(adjustment, inner, multiplicative ? "multiplicative season" : "additive season") : null;
    }

    public IFittedModel Restore(StateReader reader) =>
        AdjustedModel.Read(reader, isDynamic ? DynamicThetaModel.Read : StandardThetaModel.Read);

    private IFittedModel? FitInner(double[] adjusted) =>
        isDynamic ? DynamicThetaEstimator.Fit(adjusted) : StandardThetaModel.Fit(adjusted);
}
