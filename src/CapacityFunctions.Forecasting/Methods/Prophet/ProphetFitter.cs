namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>From history and terms to a model; the steps may be irregular (a monthly series), which the fit minds no more than the original does.</summary>
internal static class ProphetFitter
{
    // As in the original: keeps the simulated changes of a trend that never changed from being exactly zero.
    private const double SmallestChange = 1e-8;

    /// <param name="options">Growth, changepoints and priors.</param>
    /// <param name="terms">What is added to the trend.</param>
    /// <param name="days">Start of each step in days since 1970-01-01T00Z, ascending; at least one.</param>
    /// <param name="history">Usage of each step.</param>
    /// <param name="regressors">Over the same steps.</param>
    /// <param name="stepDays">Length of the steps to forecast, in days.</param>
    public static ProphetModel Fit(
        ProphetOptions options,
        IProphetTerm[] terms,
        ReadOnlySpan<double> days,
        ReadOnlySpan<double> history,
        RegressorMatrix? regressors,
        double stepDays)
    {
        ProphetDesign design = ProphetDesign.Of(options, terms, days, history, regressors);
        ProphetEstimate estimate = new ProphetEstimator(design).Fit();
        ProphetParts parts = ToParts(design, estimate, terms, days[^1] + stepDays, stepDays);
        double[] errors = new double[history.Length];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = design.Usage[i] - estimate.Fitted[i];
        }

        return new ProphetModel(parts, 0, options.CorrectsRecentErrors ? ResidualEstimator.Fit(errors) : null);
    }

    private static ProphetParts ToParts(ProphetDesign design, ProphetEstimate estimate, IProphetTerm[] terms, double end, double stepDays)
    {
        ReadOnlySpan<double> theta = estimate.Theta;
        ReadOnlySpan<double> changes = theta[estimate.SmoothCount..];
        List<double> changepoints = [];
        List<double> kept = [];
        double magnitude = 0;
        for (int j = 0; j < changes.Length; j++)
        {
            magnitude += Math.Abs(changes[j]) / changes.Length;
            if (changes[j] != 0)
            {
                changepoints.Add(design.Changepoints[j]);
                kept.Add(changes[j]);
            }
        }

        bool isFlat = design.Growth == ProphetGrowth.Flat;
        int first = isFlat ? 1 : 2;
        ProphetTrend trend = new(
            design.Growth, isFlat ? 0 : theta[0], theta[first - 1], [.. changepoints], [.. kept], design.Capacity);
        TrendUncertainty uncertainty = new(isFlat ? 0 : changes.Length, magnitude + SmallestChange);
        return new ProphetParts(
            design.Scale, trend, terms, theta[first..estimate.SmoothCount].ToArray(), estimate.Noise, uncertainty, end, stepDays);
    }
}
