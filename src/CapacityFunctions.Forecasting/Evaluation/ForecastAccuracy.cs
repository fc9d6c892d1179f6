namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>Error measures of the M4 competition (Makridakis, Spiliotis &amp; Assimakopoulos 2020) and pinball loss.</summary>
public static class ForecastAccuracy
{
    /// <summary>
    /// In-sample mean absolute error of seasonal naive, the scale of MASE, MSIS and scaled pinball loss.
    /// </summary>
    /// <param name="history">In-sample values.</param>
    /// <param name="period">Season length, 1 for none; a history that isn't longer counts as without season.</param>
    /// <returns>0 for a history that repeats itself exactly or has fewer than two values.</returns>
    public static double SeasonalNaiveScale(ReadOnlySpan<double> history, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        int lag = history.Length > period ? period : 1;
        double sum = 0;
        for (int i = lag; i < history.Length; i++)
        {
            sum += Math.Abs(history[i] - history[i - lag]);
        }

        return history.Length > lag ? sum / (history.Length - lag) : 0;
    }

    /// <summary>Mean absolute error ÷ scale.</summary>
    /// <param name="actual">At least one value.</param>
    /// <param name="forecast">As long as actual.</param>
    /// <param name="scale">See <see cref="SeasonalNaiveScale"/>; above 0.</param>
    public static double Mase(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, double scale)
    {
        RequireSameLength(actual, forecast);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(scale, 0);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            sum += Math.Abs(actual[i] - forecast[i]);
        }

        return sum / actual.Length / scale;
    }

    /// <summary>Symmetric mean absolute percentage error in %, 0 to 200; a step where both are 0 counts as 0.</summary>
    public static double Smape(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        RequireSameLength(actual, forecast);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double size = Math.Abs(actual[i]) + Math.Abs(forecast[i]);
            sum += size > 0 ? 200 * Math.Abs(actual[i] - forecast[i]) / size : 0;
        }

        return sum / actual.Length;
    }

    /// <summary>Pinball loss of one quantile.</summary>
    /// <param name="actual">What happened.</param>
    /// <param name="quantile">The quantile forecast.</param>
    /// <param name="probability">Inside (0, 1).</param>
    public static double Pinball(double actual, double quantile, double probability) =>
        actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual);

    /// <summary>Mean pinball loss over the quantiles 0.05, 0.10, …, 0.95 ÷ scale.</summary>
    public static double ScaledPinball(ReadOnlySpan<double> actual, Forecast forecast, double scale)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(scale, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actual.Length, forecast.Horizon);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            for (int twentieth = 1; twentieth < 20; twentieth++)
            {
                double probability = twentieth / 20.0;
                sum += Pinball(actual[i], forecast.QuantileAt(i, probability), probability);
            }
        }

        return sum / (19 * actual.Length) / scale;
    }

    /// <summary>Mean scaled interval score: width plus 2/(1 − level) times what lies outside, ÷ scale (Gneiting &amp; Raftery 2007).</summary>
    public static double Msis(ReadOnlySpan<double> actual, PredictionInterval interval, double scale)
    {
        ArgumentNullException.ThrowIfNull(interval);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(scale, 0);
        double penalty = 2 / (1 - interval.Level);
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            (double lower, double upper) = (interval.Lower[i], interval.Upper[i]);
            sum += upper - lower + (penalty * (Math.Max(0, lower - actual[i]) + Math.Max(0, actual[i] - upper)));
        }

        return sum / actual.Length / scale;
    }

    /// <summary>Share of outcomes inside the interval, bounds included.</summary>
    public static double Coverage(ReadOnlySpan<double> actual, PredictionInterval interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        int inside = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            inside += interval.Lower[i] <= actual[i] && actual[i] <= interval.Upper[i] ? 1 : 0;
        }

        return (double)inside / actual.Length;
    }

    private static void RequireSameLength(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        if (actual.Length != forecast.Length || actual.IsEmpty)
        {
            throw new ArgumentException($"{actual.Length} outcomes but {forecast.Length} forecasts.", nameof(forecast));
        }
    }
}
