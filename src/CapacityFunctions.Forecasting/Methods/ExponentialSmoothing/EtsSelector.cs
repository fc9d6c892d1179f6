namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>Fits the admissible forms and keeps the one with the smallest corrected AIC.</summary>
internal static class EtsSelector
{
    /// <summary>As in R's <c>ets</c>: a longer season has too many initial states to estimate.</summary>
    public const int LongestPeriod = 24;

    private const int SearchIterations = 60;
    private const double SearchTolerance = 1e-6;
    private const int PolishIterations = 300;
    private const double PolishTolerance = 1e-10;

    /// <param name="history">Finite; constant data has no likelihood and gives null.</param>
    /// <param name="period">1 to <see cref="LongestPeriod"/>; above 1 with at least two seasons of history.</param>
    public static EtsEstimate? Select(double[] history, int period)
    {
        bool positive = Array.TrueForAll(history, static value => value > 0);
        if (Array.TrueForAll(history, value => value == history[0]))
        {
            return null;
        }

        EtsEstimate? best = null;
        EtsEstimator? estimator = null;
        foreach (EtsForm form in EtsForm.Admissible(period > 1, positive))
        {
            if (form.FreeParameters(period) + 2 >= history.Length)
            {
                continue;
            }

            EtsEstimator candidate = new(form, history, period);
            EtsEstimate? estimate = candidate.Fit(SearchIterations, SearchTolerance);
            if (estimate is not null && double.IsFinite(estimate.CorrectedAic) && (best is null || estimate.CorrectedAic < best.CorrectedAic))
            {
                best = estimate;
                estimator = candidate;
            }
        }

        return estimator?.Improve(PolishIterations, PolishTolerance);
    }

    /// <summary>Fits one form; null when the history is too short or not fit for it.</summary>
    public static EtsEstimate? FitForm(EtsForm form, double[] history, int period) =>
        form.FreeParameters(period) + 2 >= history.Length
            ? null
            : new EtsEstimator(form, history, period).Fit(PolishIterations, PolishTolerance);
}
