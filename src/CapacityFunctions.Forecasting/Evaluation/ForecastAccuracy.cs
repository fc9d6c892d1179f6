using CapacityFunctions.Forecasting.Series;

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

    /// <summary>The same over a history with gaps: only pairs whose both values are known count.</summary>
    /// <inheritdoc cref="SeasonalNaiveScale(ReadOnlySpan{double}, int)"/>
    public static double SeasonalNaiveScale(TimeSeries history, int period)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        int lag = history.Length > period ? period : 1;
        double sum = 0;
        int count = 0;
        for (int i = lag; i < history.Length; i++)
        {
            if (history.TryGetValue(i, out double value) && history.TryGetValue(i - lag, out double before))
            {
                sum += Math.Abs(value - before);
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }

    /// <summary>Mean absolute error ÷ scale.</summary>
    /// <param name="actual">At least one value.</param>
    /// <param name="forecast">As long as actual.</param>
    /// <param name="scale">See <see cref="SeasonalNaiveScale(ReadOnlySpan{double}, int)"/>; above 0.</param>
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
            sum += MeanPinball(actual[i], forecast, i);
        }

        return sum / actual.Length / scale;
    }

    /// <summary>Mean pinball loss over the quantiles 0.05, 0.10, …, 0.95 and the steps whose outcome is known, in units of usage.</summary>
    /// <param name="outcomes">From the first step forecast on, with at least one known value, no longer than the forecast.</param>
    /// <param name="forecast">The forecast.</param>
    public static double MeanPinball(TimeSeries outcomes, Forecast forecast)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outcomes.Length, forecast.Horizon);
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes.KnownCount, 1);
        double sum = 0;
        for (int step = 0; step < outcomes.Length; step++)
        {
            sum += outcomes.TryGetValue(step, out double actual) ? MeanPinball(actual, forecast, step) : 0;
        }

        return sum / outcomes.KnownCount;
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

    private static double MeanPinball(double actual, Forecast forecast, int step)
    {
        double sum = 0;
        for (int twentieth = 1; twentieth < 20; twentieth++)
        {
            double probability = twentieth / 20.0;
            sum += Pinball(actual, forecast.QuantileAt(step, probability), probability);
        }

        return sum / 19;
    }

    private static void RequireSameLength(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        if (actual.Length != forecast.Length || actual.IsEmpty)
        {
            throw new ArgumentException($"{actual.Length} outcomes but {forecast.Length} forecasts.", nameof(forecast));
        }
    }
}
