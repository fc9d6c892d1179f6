namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>
/// The recursion of one form and its exact derivative. With q = l + φb the one-step forecast is q, q + s or q·s, and with the error
/// a = y − forecast every form follows
/// <code>
/// l ← q + α·a/w,  b ← φb + β·a/w,  s ← s + γ·a/v     additive or no season: w = v = 1;  multiplicative: w = s, v = q
/// </code>
/// (Hyndman et al. 2008, table 2.2 and 2.3: additive and multiplicative error forms share it, only the likelihood differs.)
/// The cost is −2·log-likelihood without constants, n·ln Σe² + 2·Σ ln|forecast| (the second term for multiplicative errors, e = a/forecast).
/// The gradient runs the recursion backwards (reverse-mode differentiation): one pass more, whatever the number of initial states.
/// Work space is allocated in the constructor; the passes allocate nothing.
/// </summary>
internal sealed class EtsFilter
{
    private readonly EtsForm form;
    private readonly double[] history;
    private readonly int period;

    // States before each step, kept for the backward pass.
    private readonly double[] levels;
    private readonly double[] trends;
    private readonly double[] seasons;
    private readonly double[] errors;
    private readonly double[] ring;
    private readonly double[] ringGradient;

    public EtsFilter(EtsForm form, double[] history, int period)
    {
        this.form = form;
        this.history = history;
        this.period = form.IsSeasonal ? period : 1;
        levels = new double[history.Length];
        trends = new double[history.Length];
        seasons = new double[history.Length];
        errors = new double[history.Length];
        ring = new double[this.period];
        ringGradient = new double[this.period];
    }

    /// <summary>Σe² of the last forward pass, relative errors for multiplicative forms.</summary>
    public double SquaredErrors { get; private set; }

    /// <summary>Errors of the last forward pass.</summary>
    public ReadOnlySpan<double> Errors => errors;

    /// <summary>Runs over the history from an initial state and leaves the final one in it.</summary>
    /// <returns>The cost; infinity where a multiplicative form leaves positive territory.</returns>
    public double Run(in EtsParameters parameters, EtsState state)
    {
        double cost = Forward(parameters, state.Level, state.Trend, state.Season, out double level, out double trend);
        state.Level = level;
        state.Trend = trend;
        ring.AsSpan(0, state.Season.Length).CopyTo(state.Season);
        state.Position = history.Length % period;
        return cost;
    }

    /// <summary>Cost from an initial state, which is not changed. season[0] belongs to the first step.</summary>
    public double Forward(in EtsParameters parameters, double level, double trend, ReadOnlySpan<double> season, out double lastLevel, out double lastTrend)
    {
        season.CopyTo(ring);
        double squares = 0;
        double logs = 0;
        bool multiplicativeSeason = form.Season == EtsSeason.Multiplicative;
        bool additiveSeason = form.Season == EtsSeason.Additive;
        (double alpha, double beta, double gamma, double phi) = (parameters.Alpha, parameters.Beta, parameters.Gamma, parameters.Phi);
        lastLevel = level;
        lastTrend = trend;
        int slot = 0;
        double product = 1;
        for (int t = 0; t < history.Length; t++)
        {
            levels[t] = level;
            trends[t] = trend;
            double q = level + (phi * trend);
            double forecast = q;
            double s = 0;
            if (additiveSeason)
            {
                s = ring[slot];
                forecast = q + s;
            }
            else if (multiplicativeSeason)
            {
                s = ring[slot];
                forecast = q * s;
                if (s <= 0 || q <= 0)
                {
                    return double.PositiveInfinity;
                }
            }

            seasons[t] = s;
            double a = history[t] - forecast;
            double e = a;
            if (form.MultiplicativeError)
            {
                if (forecast <= 0)
                {
                    return double.PositiveInfinity;
                }

                e = a / forecast;

                // Logarithms are the dear part: multiply forecasts as long as the product stays representable.
                product *= forecast;
                if (product is > 1e200 or < 1e-200)
                {
                    logs += Math.Log(product);
                    product = 1;
                }
            }

            errors[t] = e;
            squares += e * e;
            double u = multiplicativeSeason ? a / s : a;
            level = q + (alpha * u);
            trend = (phi * trend) + (beta * u);
            if (form.IsSeasonal)
            {
                ring[slot] = s + (gamma * (multiplicativeSeason ? a / q : a));
                slot = slot + 1 == period ? 0 : slot + 1;
            }
        }

        lastLevel = level;
        lastTrend = trend;
        SquaredErrors = squares;
        double cost = (history.Length * Math.Log(squares)) + (2 * (logs + Math.Log(product)));
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>
    /// Derivative of the cost of the last <see cref="Forward"/>, which must have been finite.
    /// </summary>
    /// <param name="parameters">As in the forward pass.</param>
    /// <param name="seasonGradient">Receives the derivative by the initial seasonal states, as if all were free.</param>
    public EtsGradient Backward(in EtsParameters parameters, Span<double> seasonGradient)
    {
        bool multiplicativeSeason = form.Season == EtsSeason.Multiplicative;
        (double alpha, double beta, double gamma, double phi) = (parameters.Alpha, parameters.Beta, parameters.Gamma, parameters.Phi);
        double scale = 2.0 * history.Length / SquaredErrors;
        double levelBar = 0;
        double trendBar = 0;
        (double alphaBar, double betaBar, double gammaBar, double phiBar) = (0, 0, 0, 0);
        ringGradient.AsSpan().Clear();
        int slot = history.Length % period;
        for (int t = history.Length - 1; t >= 0; t--)
        {
            slot = slot == 0 ? period - 1 : slot - 1;
            (double b, double s, double e) = (trends[t], seasons[t], errors[t]);
            double q = levels[t] + (phi * b);
            double forecast = form.Season switch { EtsSeason.None => q, EtsSeason.Additive => q + s, _ => q * s };
            double a = form.MultiplicativeError ? e * forecast : e;
            double seasonBar = ringGradient[slot];

            // Error: additive e = y − f, de/df = −1; multiplicative e = y/f − 1, de/df = −(1 + e)/f, and the cost holds 2·ln f itself.
            double forecastBar = form.MultiplicativeError
                ? ((-scale * e * (1 + e)) + 2) / forecast
                : -scale * e;

            double smoothed = (alpha * levelBar) + (beta * trendBar);
            double u = multiplicativeSeason ? a / s : a;
            double v = multiplicativeSeason ? a / q : a;
            alphaBar += u * levelBar;
            betaBar += u * trendBar;
            gammaBar += v * seasonBar;
            double aBar = multiplicativeSeason ? (smoothed / s) + (gamma * seasonBar / q) : smoothed + (gamma * seasonBar);
            double qBar = levelBar - (multiplicativeSeason ? gamma * seasonBar * v / q : 0);
            double sBar = seasonBar - (multiplicativeSeason ? smoothed * u / s : 0);
            forecastBar -= aBar;
            qBar += multiplicativeSeason ? s * forecastBar : forecastBar;
            ringGradient[slot] = sBar + (multiplicativeSeason ? q * forecastBar : forecastBar);
            phiBar += b * (trendBar + qBar);
            trendBar = phi * (trendBar + qBar);
            levelBar = qBar;
        }

        ringGradient.AsSpan(0, seasonGradient.Length).CopyTo(seasonGradient);
        return new EtsGradient(levelBar, trendBar, alphaBar, betaBar, gammaBar, phiBar);
    }
}
