using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>
/// Maximum likelihood of one form: smoothing parameters and all initial states together, by L-BFGS on exact gradients.
/// Bounded parameters are logistic functions of free variables; initial states are offsets from their heuristic start.
/// </summary>
/// <remarks>
/// R's <c>ets</c> uses Nelder–Mead on up to 29 variables, which costs seconds for a season of 24 and often stops short of the maximum.
/// A gradient pass costs twice a likelihood pass for any number of variables.
/// </remarks>
internal sealed class EtsEstimator
{
    private const int ShortHistory = 200;

    private readonly EtsForm form;
    private readonly int period;
    private readonly EtsFilter filter;
    private readonly EtsState heuristic;
    private readonly double levelScale;
    private readonly double seasonScale;
    private readonly double[] season;
    private readonly double[] seasonGradient;
    private readonly double[] work;
    private readonly int length;
    private readonly LimitedMemoryBfgs optimiser;
    private readonly double[] point;

    public EtsEstimator(EtsForm form, double[] history, int period)
    {
        this.form = form;
        this.period = period;
        length = history.Length;
        filter = new EtsFilter(form, history, period);
        heuristic = EtsInitialStates.Estimate(form, history, period);
        levelScale = Spread(history);
        seasonScale = form.Season == EtsSeason.Multiplicative ? Math.Min(1, levelScale / Math.Max(1e-12, Math.Abs(heuristic.Level))) : levelScale;
        season = (double[])heuristic.Season.Clone();
        seasonGradient = new double[season.Length];
        work = new double[period + 2];
        int variables = form.FreeParameters(period);
        optimiser = new LimitedMemoryBfgs(variables);
        point = new double[variables];
    }

    /// <summary>Fits from the best point of a coarse grid; a short history, whose likelihood has several maxima, also from the best slow and the best fast one.</summary>
    /// <returns>Null when no point of the grid has a finite likelihood.</returns>
    public EtsEstimate? Fit(int maxIterations, double tolerance)
    {
        ReadOnlySpan<(double Lowest, double Highest)> ranges = length <= ShortHistory ? [(0, 0.25), (0.25, 1)] : [(0, 1)];
        EtsEstimate? best = null;
        double[] bestPoint = [];
        foreach ((double lowest, double highest) in ranges)
        {
            Array.Clear(point);
            if (!double.IsFinite(StartFromGrid(lowest, highest)))
            {
                continue;
            }

            EtsEstimate estimate = Improve(maxIterations, tolerance);
            if (best is null || estimate.LogLikelihood > best.LogLikelihood)
            {
                best = estimate;
                bestPoint = (double[])point.Clone();
            }
        }

        bestPoint.CopyTo(point, 0);
        return best;
    }

    /// <summary>Continues from the last point.</summary>
    public EtsEstimate Improve(int maxIterations, double tolerance)
    {
        double cost = optimiser.Minimise(Evaluate, point, maxIterations, tolerance);
        EtsParameters parameters = Decode(point, out double level, out double trend);
        EtsState state = new(level, trend, (double[])season.Clone());
        filter.Run(parameters, state);
        int free = form.FreeParameters(period);
        double variance = filter.SquaredErrors / Math.Max(1, length - free);

        // Parameters count with the variance of the errors, as in R.
        double aic = cost + (2 * (free + 1));
        double correction = length - free - 2 > 0 ? 2.0 * (free + 1) * (free + 2) / (length - free - 2) : double.PositiveInfinity;
        return new EtsEstimate(form, parameters, state, variance, -0.5 * cost, aic + correction);
    }

    private double StartFromGrid(double lowestAlpha, double highestAlpha)
    {
        double best = double.PositiveInfinity;
        Span<double> candidate = stackalloc double[4];
        Span<double> chosen = stackalloc double[4];
        foreach (double alpha in (ReadOnlySpan<double>)[0.02, 0.1, 0.3, 0.6, 0.9])
        {
            if (alpha < lowestAlpha || alpha > highestAlpha)
            {
                continue;
            }

            foreach (double beta in form.HasTrend ? (ReadOnlySpan<double>)[0.02, 0.2] : [0.5])
            {
                foreach (double gamma in form.IsSeasonal ? (ReadOnlySpan<double>)[0.02, 0.2, 0.6] : [0.5])
                {
                    candidate[0] = Logit(alpha);
                    candidate[1] = Logit(beta);
                    candidate[2] = Logit(gamma);
                    candidate[3] = Logit(0.9);
                    SetSmoothing(candidate);
                    EtsParameters parameters = Decode(point, out double level, out double trend);
                    double cost = IsAdmissible(parameters) ? filter.Forward(parameters, level, trend, season, out _, out _) : double.PositiveInfinity;
                    if (cost < best)
                    {
                        best = cost;
                        candidate.CopyTo(chosen);
                    }
                }
            }
        }

        SetSmoothing(chosen);
        return best;
    }

    private void SetSmoothing(ReadOnlySpan<double> smoothing)
    {
        int next = 0;
        point[next++] = smoothing[0];
        if (form.HasTrend)
        {
            point[next++] = smoothing[1];
        }

        if (form.IsSeasonal)
        {
            point[next++] = smoothing[2];
        }

        if (form.IsDamped)
        {
            point[next] = smoothing[3];
        }
    }

    private bool IsAdmissible(in EtsParameters parameters) =>
        !form.IsSeasonal || !form.HasTrend || EtsAdmissibility.IsAdmissible(parameters, period, work);

    /// <summary>Free variables to parameters and initial states; the seasonal ones go to <see cref="season"/>.</summary>
    private EtsParameters Decode(ReadOnlySpan<double> variables, out double level, out double trend)
    {
        const double Low = EtsParameters.Smallest;
        const double High = EtsParameters.Largest;
        int next = 0;
        double alpha = Low + ((High - Low) * Logistic(variables[next++]));
        double beta = form.HasTrend ? Low + ((alpha - Low) * Logistic(variables[next++])) : 0;
        double gamma = form.IsSeasonal ? Low + ((1 - alpha - Low) * Logistic(variables[next++])) : 0;
        double phi = form.IsDamped
            ? EtsParameters.SmallestPhi + ((EtsParameters.LargestPhi - EtsParameters.SmallestPhi) * Logistic(variables[next++]))
            : 1;
        level = heuristic.Level + (levelScale * variables[next++]);
        trend = form.HasTrend ? heuristic.Trend + (levelScale / Math.Max(period, 10) * variables[next++]) : 0;
        double last = form.Season == EtsSeason.Multiplicative ? season.Length : 0;
        for (int phase = 0; phase + 1 < season.Length; phase++)
        {
            season[phase] = heuristic.Season[phase] + (seasonScale * variables[next++]);
            last -= season[phase];
        }

        if (season.Length > 0)
        {
            season[^1] = last;
        }

        return new EtsParameters(alpha, beta, gamma, phi);
    }

    private double Evaluate(ReadOnlySpan<double> variables, Span<double> gradient)
    {
        EtsParameters parameters = Decode(variables, out double level, out double trend);
        double cost = IsAdmissible(parameters) ? filter.Forward(parameters, level, trend, season, out _, out _) : double.PositiveInfinity;
        if (!double.IsFinite(cost))
        {
            return double.PositiveInfinity;
        }

        EtsGradient derivative = filter.Backward(parameters, seasonGradient);
        int next = 0;
        double a = Logistic(variables[next]);
        int alphaIndex = next++;
        double alphaGradient = derivative.Alpha;
        if (form.HasTrend)
        {
            double b = Logistic(variables[next]);
            gradient[next++] = derivative.Beta * (parameters.Alpha - EtsParameters.Smallest) * b * (1 - b);
            alphaGradient += derivative.Beta * b;
        }

        if (form.IsSeasonal)
        {
            double g = Logistic(variables[next]);
            gradient[next++] = derivative.Gamma * (1 - parameters.Alpha - EtsParameters.Smallest) * g * (1 - g);
            alphaGradient -= derivative.Gamma * g;
        }

        if (form.IsDamped)
        {
            double p = Logistic(variables[next]);
            gradient[next++] = derivative.Phi * (EtsParameters.LargestPhi - EtsParameters.SmallestPhi) * p * (1 - p);
        }

        gradient[alphaIndex] = alphaGradient * (EtsParameters.Largest - EtsParameters.Smallest) * a * (1 - a);
        gradient[next++] = derivative.Level * levelScale;
        if (form.HasTrend)
        {
            gradient[next++] = derivative.Trend * levelScale / Math.Max(period, 10);
        }

        for (int phase = 0; phase + 1 < season.Length; phase++)
        {
            gradient[next++] = (seasonGradient[phase] - seasonGradient[^1]) * seasonScale;
        }

        return cost;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static double Spread(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Max(Math.Sqrt(squares / values.Length), 1e-12);
    }
}
