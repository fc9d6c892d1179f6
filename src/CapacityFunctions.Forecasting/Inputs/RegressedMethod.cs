using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Any method, with external inputs: their effect is estimated and taken out, the method forecasts what is left, and the effect of the time that
/// is forecast is put back.
/// </summary>
/// <param name="inner">Sees no inputs.</param>
/// <param name="design">Where effects are estimated once for all methods; null for a method that only restores what was written.</param>
internal sealed class RegressedMethod(IForecastMethod inner, InputDesign? design) : IForecastMethod
{
    private const int MostOwnColumns = 8;

    public string Name => inner.Name;

    public IForecastMethod Inner => inner;

    /// <summary>The method without what it took to fit it.</summary>
    public static IForecastMethod Detach(IForecastMethod method) => method is RegressedMethod regressed ? new RegressedMethod(regressed.Inner, null) : method;

    public bool IsLearned => inner.IsLearned;

    public TimeSpan EstimateCost(FitRequest request) => inner.EstimateCost(request);

    public IFittedModel? Fit(FitRequest request)
    {
        if (request.Regressors is not { } regressors || design is null)
        {
            throw new ArgumentException("A method with inputs needs them over the history.", nameof(request));
        }

        if (inner.SeesInputs)
        {
            return inner.Fit(request with { Regressors = null }) is { } seeing ? new RegressedModel(null, seeing) : null;
        }

        if (inner.UsesRegressors && !design.Form.IsMultiplicative && regressors.Columns.Count <= MostOwnColumns)
        {
            return inner.Fit(request) is { } own ? new RegressedModel(null, own) : null;
        }

        InputEffect effect = design.EffectOf(request, regressors);
        double[] effects = effect.Evaluate(regressors, request.History.Length);
        double[] adjusted = new double[effects.Length];
        for (int i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = effect.Scale.Remove(request.History.Span[i], effects[i]);
        }

        return inner.Fit(request with { History = adjusted, Regressors = null }) is { } model ? new RegressedModel(effect, model) : null;
    }

    public IFittedModel Restore(StateReader reader) => RegressedModel.Read(reader, inner);
}
