using CapacityFunctions.Forecasting.Methods.Decomposition;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>Starting values for the initial states: seasonal figure by classical decomposition, level and trend by a line through the beginning.</summary>
internal static class EtsInitialStates
{
    /// <summary>The line runs through the first max(10, 2·period) adjusted values, as in R's <c>ets</c>.</summary>
    public static EtsState Estimate(EtsForm form, ReadOnlySpan<double> history, int period)
    {
        double[] season = [];
        double[] adjusted = history.ToArray();
        if (form.IsSeasonal)
        {
            bool multiplicative = form.Season == EtsSeason.Multiplicative;
            season = ClassicalDecomposition.SeasonalFigure(history, period, multiplicative);
            ClassicalDecomposition.Remove(adjusted, season, 0, multiplicative);
        }

        int count = Math.Min(adjusted.Length, Math.Max(10, 2 * (form.IsSeasonal ? period : 1)));
        (double intercept, double slope) = Line(adjusted.AsSpan(0, count));
        double mean = intercept + (slope * (count + 1) / 2);
        (double level, double trend) = form.HasTrend ? (intercept, slope) : (mean, 0);

        // A multiplicative form must not start at or below zero.
        if (form.NeedsPositiveData && level + trend <= 0)
        {
            (level, trend) = (mean, 0);
        }

        if (form.MultiplicativeError && form.Season == EtsSeason.Additive)
        {
            ShrinkToPositive(season, level);
        }

        return new EtsState(level, trend, season);
    }

    /// <summary>
    /// An additive season that grew with the level is too wide for a small beginning: narrow it until the lowest phase is a tenth of the level.
    /// </summary>
    private static void ShrinkToPositive(double[] season, double level)
    {
        double lowest = season.Min();
        double allowed = -0.9 * level;
        for (int phase = 0; lowest < allowed && phase < season.Length; phase++)
        {
            season[phase] *= allowed / lowest;
        }
    }

    /// <summary>Least squares on 1, 2, …: the intercept is the level one step before the first value.</summary>
    private static (double Intercept, double Slope) Line(ReadOnlySpan<double> values)
    {
        double centre = (values.Length + 1) / 2.0;
        double sum = 0;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double x = i + 1 - centre;
            sum += values[i];
            product += x * values[i];
            squares += x * x;
        }

        double slope = squares > 0 ? product / squares : 0;
        return ((sum / values.Length) - (slope * centre), slope);
    }
}
