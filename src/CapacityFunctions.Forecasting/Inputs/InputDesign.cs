using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Which inputs a model uses, at which delay and in which form. Keeps what was estimated from the histories it has met, so that many methods
/// on the same histories estimate it once. For one thread.
/// </summary>
/// <param name="inputs">Every input of <paramref name="lags"/>, and perhaps others.</param>
/// <param name="lags">Names and delays in steps.</param>
/// <param name="form">How they act.</param>
internal sealed class InputDesign(ExternalInputs inputs, IReadOnlyList<KeyValuePair<string, int>> lags, InputForm form)
{
    private readonly Dictionary<int, InputColumns> fitted = [];
    private readonly Dictionary<int, InputEffect> effects = [];

    public ExternalInputs Inputs => inputs;

    public IReadOnlyList<KeyValuePair<string, int>> Lags => lags;

    public InputForm Form => form;

    /// <summary>The columns over a history, and the basis after it.</summary>
    public InputColumns Fit(FitRequest history)
    {
        int length = history.History.Length;
        if (!fitted.TryGetValue(length, out InputColumns? columns))
        {
            columns = InputBasis.Fit(inputs, lags, form.IsShaped, history);
            fitted.Add(length, columns);
        }

        return columns;
    }

    public InputEffect EffectOf(FitRequest history, RegressorMatrix regressors)
    {
        int length = history.History.Length;
        if (!effects.TryGetValue(length, out InputEffect? effect))
        {
            effect = EffectEstimator.Estimate(history, regressors, form.IsMultiplicative);
            effects.Add(length, effect);
        }

        return effect;
    }
}
