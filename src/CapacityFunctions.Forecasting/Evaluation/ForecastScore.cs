using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>What one forecast was worth, over the steps whose outcome is known.</summary>
/// <param name="Outcomes">Known outcomes, at least 1.</param>
/// <param name="Smape">In %, 0 to 200.</param>
/// <param name="Coverage90">Share of outcomes inside the 90 % interval.</param>
/// <param name="Scaled">The measures that need a scale; null when the history repeats itself exactly, as its scale is 0.</param>
public sealed record ForecastScore(int Outcomes, double Smape, double Coverage90, ScaledScore? Scaled)
{
    private const double Level = 0.9;

    // Below this share of the history's size a scale is rounding, not variation.
    private const double LeastScale = 1e-9;

    /// <summary>Compares a forecast with what came.</summary>
    /// <param name="forecast">Made at the end of <paramref name="history"/>.</param>
    /// <param name="history">What the forecast was made from; its seasonal naive is the scale.</param>
    /// <param name="outcomes">The steps that follow, from the first one forecast; gaps are left out.</param>
    /// <param name="period">Season length of the scale, 1 for none.</param>
    /// <returns>Null when no outcome is known.</returns>
    /// <exception cref="ArgumentException">There are more outcomes than steps forecast.</exception>
    public static ForecastScore? Of(Forecast forecast, TimeSeries history, TimeSeries outcomes, int period)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outcomes.Length, forecast.Horizon);
        int[] known = [.. Enumerable.Range(0, outcomes.Length).Where(step => outcomes.TryGetValue(step, out _))];
        if (known.Length == 0)
        {
            return null;
        }

        double[] actual = At(outcomes.Values, known);
        double[] mean = At([.. forecast.Mean], known);
        PredictionInterval interval = new(
            Level, At(forecast.Quantile((1 - Level) / 2), known), At(forecast.Quantile((1 + Level) / 2), known));
        double scale = ForecastAccuracy.SeasonalNaiveScale(history, period);
        return new ForecastScore(
            known.Length,
            ForecastAccuracy.Smape(actual, mean),
            ForecastAccuracy.Coverage(actual, interval),
            scale <= LeastScale * (1 + MeanSize(history))
                ? null
                : new ScaledScore(
                    ForecastAccuracy.Mase(actual, mean, scale),
                    ForecastAccuracy.MeanPinball(outcomes, forecast) / scale,
                    ForecastAccuracy.Msis(actual, interval, scale)));
    }

    private static double MeanSize(TimeSeries history)
    {
        double sum = 0;
        foreach (double value in history.Values)
        {
            sum += Math.Abs(value);
        }

        return sum / history.KnownCount;
    }

    private static double[] At(ReadOnlySpan<double> values, int[] steps)
    {
        double[] chosen = new double[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            chosen[i] = values[steps[i]];
        }

        return chosen;
    }
}
