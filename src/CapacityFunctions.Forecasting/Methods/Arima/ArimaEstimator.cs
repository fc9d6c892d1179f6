using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Maximum likelihood of one order: all polynomials and regression coefficients together, by L-BFGS on exact gradients. Free variables are
/// partial autocorrelations, r = tanh x, of each polynomial, and regression coefficients around their least-squares estimate at the start,
/// in steps that change the sum of squares equally.
/// </summary>
/// <remarks>Work space for the largest order is allocated in the constructor and shared by all orders; evaluations allocate nothing.</remarks>
internal sealed class ArimaEstimator
{
    // Keeps partial autocorrelations representable; a moving-average root is one in 100,000 away from the unit circle there.
    private const double LargestPartial = 0.99999;

    private readonly DifferencedSeries series;
    private readonly ArmaLikelihood likelihood;
    private readonly double[] residuals;
    private readonly double[] residualGradient;
    private readonly double[] fullAr;
    private readonly double[] fullMa;
    private readonly double[] fullArGradient;
    private readonly double[] fullMaGradient;
    private readonly double[] partial = new double[4 * PartialAutocorrelations.MaxDegree];
    private readonly double[] coefficients = new double[4 * PartialAutocorrelations.MaxDegree];
    private readonly double[] gradients = new double[4 * PartialAutocorrelations.MaxDegree];
    private readonly double[] regression;
    private readonly double[] firstRegression;
    private double[][] columns = [];
    private NormalEquations? equations;
    private double regressionStep;
    private ArimaOrder order;

    /// <param name="series">What is fitted.</param>
    /// <param name="capacity">Largest degree of the expanded polynomials.</param>
    public ArimaEstimator(DifferencedSeries series, int capacity)
    {
        this.series = series;
        likelihood = new ArmaLikelihood(series.Length, capacity);
        residuals = new double[series.Length];
        residualGradient = new double[series.Length];
        fullAr = new double[capacity];
        fullMa = new double[capacity];
        fullArGradient = new double[capacity];
        fullMaGradient = new double[capacity];
        regression = new double[series.Columns.Length + 1];
        firstRegression = new double[series.Columns.Length + 1];
    }

    /// <summary>Likelihood evaluations so far times what each costs, in steps of the filter's state.</summary>
    public long Work { get; private set; }

    /// <param name="orderToFit">With the differences of the series.</param>
    /// <param name="hasConstant">Whether the constant takes part.</param>
    /// <param name="start">A neighbour to start from; null to start from zero.</param>
    /// <param name="maxIterations">Upper bound of line searches.</param>
    /// <param name="tolerance">Stops when −2·log-likelihood improves by less in two successive iterations.</param>
    /// <returns>Null when the likelihood can't be computed or the history is too short.</returns>
    public ArimaEstimate? Fit(in ArimaOrder orderToFit, bool hasConstant, ArimaEstimate? start, int maxIterations, double tolerance)
    {
        order = orderToFit;
        columns = hasConstant ? [series.Constant, .. series.Columns] : series.Columns;
        int count = order.Coefficients + columns.Length;
        if (series.Length - count - series.FixedCoefficients - 2 <= 0)
        {
            return null;
        }

        double[] point = new double[count];
        CopyStart(start, point);
        double cost = StartRegression(point);
        if (!double.IsFinite(cost))
        {
            return null;
        }

        if (count > 0)
        {
            LimitedMemoryBfgs optimiser = new(count);
            cost = optimiser.Minimise(Evaluate, point, maxIterations, tolerance / (1 + Math.Abs(cost)));
        }

        return ToEstimate(point, hasConstant);
    }

    /// <summary>The filter after the series, with the errors that the estimate leaves.</summary>
    public ArmaFilter Filter(ArimaEstimate estimate)
    {
        order = estimate.Order;
        columns = estimate.HasConstant ? [series.Constant, .. series.Columns] : series.Columns;
        for (int i = 0; i < columns.Length; i++)
        {
            regression[i] = estimate.Regression[i] / series.Scale;
        }

        double[] point = new double[order.Coefficients];
        estimate.Variables.CopyTo(point, 0);
        Decode(point);
        RemoveRegression();
        likelihood.Forward(residuals, fullAr.AsSpan(0, order.FullAr), fullMa.AsSpan(0, order.FullMa));
        return likelihood.Final(series.Scale);
    }

    private ArimaEstimate? ToEstimate(double[] point, bool hasConstant)
    {
        Decode(point);
        DecodeRegression(point);
        RemoveRegression();
        double cost = likelihood.Forward(residuals, fullAr.AsSpan(0, order.FullAr), fullMa.AsSpan(0, order.FullMa));
        if (!double.IsFinite(cost))
        {
            return null;
        }

        // As in R: parameters count with the innovations' variance.
        int n = series.Length;
        int free = point.Length + series.FixedCoefficients + 1;
        double logLikelihood = (-0.5 * (cost + (n * (Math.Log(2 * Math.PI) + 1)))) - (n * Math.Log(series.Scale));
        double aic = (-2 * logLikelihood) + (2 * free);
        double correction = n - free - 1 > 0 ? 2.0 * free * (free + 1) / (n - free - 1) : double.PositiveInfinity;
        double[] scaled = new double[columns.Length];
        TensorPrimitives.Multiply(regression.AsSpan(0, scaled.Length), series.Scale, scaled);
        return new ArimaEstimate(
            order,
            hasConstant,
            point[..order.Coefficients],
            Part(coefficients, 0, order.Ar).ToArray(),
            Part(coefficients, 1, order.SeasonalAr).ToArray(),
            Part(coefficients, 2, order.Ma).ToArray(),
            Part(coefficients, 3, order.SeasonalMa).ToArray(),
            scaled,
            likelihood.SquaredErrors / Math.Max(1, n - free + 1) * series.Scale * series.Scale,
            logLikelihood,
            aic + correction);
    }

    private void CopyStart(ArimaEstimate? start, double[] point)
    {
        if (start is null)
        {
            return;
        }

        ReadOnlySpan<int> from = [start.Order.Ar, start.Order.SeasonalAr, start.Order.Ma, start.Order.SeasonalMa];
        ReadOnlySpan<int> to = [order.Ar, order.SeasonalAr, order.Ma, order.SeasonalMa];
        int source = 0;
        int target = 0;
        for (int polynomial = 0; polynomial < from.Length; polynomial++)
        {
            int shared = Math.Min(from[polynomial], to[polynomial]);
            for (int i = 0; i < shared; i++)
            {
                // Far out tanh is flat and the search would never come back.
                point[target + i] = Math.Clamp(start.Variables[source + i], -2, 2);
            }

            source += from[polynomial];
            target += to[polynomial];
        }
    }

    /// <summary>Generalised least squares of the regression with the polynomials of the starting point.</summary>
    private double StartRegression(double[] point)
    {
        Decode(point);
        Array.Clear(regression);
        RemoveRegression();
        double cost = likelihood.Forward(residuals, fullAr.AsSpan(0, order.FullAr), fullMa.AsSpan(0, order.FullMa));
        equations = null;
        if (columns.Length == 0 || !double.IsFinite(cost))
        {
            return cost;
        }

        double[][] white = new double[columns.Length][];
        for (int i = 0; i < white.Length; i++)
        {
            white[i] = new double[series.Length];
            likelihood.Whiten(columns[i], white[i]);
        }

        likelihood.Whiten(residuals, residualGradient);
        Work += series.Length * (long)white.Length * (1 + Math.Max(order.FullAr, order.FullMa));
        equations = new NormalEquations(white, residualGradient);
        equations.Coefficients.CopyTo(firstRegression);
        double explained = TensorPrimitives.Sum<double>(equations.Reductions);
        regressionStep = Math.Sqrt(Math.Max(likelihood.SquaredErrors - explained, 1e-12 * likelihood.SquaredErrors) / series.Length);
        return cost;
    }

    private double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Work += series.Length * (8L + (3 * Math.Max(order.FullAr, order.FullMa)) + columns.Length);
        Decode(point);
        DecodeRegression(point);
        RemoveRegression();
        Span<double> ar = fullAr.AsSpan(0, order.FullAr);
        Span<double> ma = fullMa.AsSpan(0, order.FullMa);
        double cost = likelihood.Forward(residuals, ar, ma);
        if (!double.IsFinite(cost))
        {
            return double.PositiveInfinity;
        }

        Span<double> arGradient = fullArGradient.AsSpan(0, ar.Length);
        Span<double> maGradient = fullMaGradient.AsSpan(0, ma.Length);
        likelihood.Backward(arGradient, maGradient, residualGradient);
        ArmaPolynomials.Backward(
            Part(coefficients, 0, order.Ar), Part(coefficients, 1, order.SeasonalAr), order.Period, -1, arGradient,
            Part(gradients, 0, order.Ar), Part(gradients, 1, order.SeasonalAr));
        ArmaPolynomials.Backward(
            Part(coefficients, 2, order.Ma), Part(coefficients, 3, order.SeasonalMa), order.Period, 1, maGradient,
            Part(gradients, 2, order.Ma), Part(gradients, 3, order.SeasonalMa));
        int next = 0;
        for (int polynomial = 0; polynomial < 4; polynomial++)
        {
            int degree = Degree(polynomial);
            Span<double> byCoefficient = Part(gradients, polynomial, degree);
            if (polynomial >= 2)
            {
                TensorPrimitives.Negate<double>(byCoefficient, byCoefficient);
            }

            Span<double> byPartial = gradient.Slice(next, degree);
            Span<double> values = Part(partial, polynomial, degree);
            PartialAutocorrelations.Backward(values, byCoefficient, byPartial);
            for (int i = 0; i < degree; i++)
            {
                double tanh = values[i] / LargestPartial;
                byPartial[i] *= LargestPartial * (1 - (tanh * tanh));
            }

            next += degree;
        }

        Span<double> byRegression = gradient[next..];
        for (int i = 0; i < columns.Length; i++)
        {
            byRegression[i] = -regressionStep * TensorPrimitives.Dot<double>(columns[i], residualGradient);
        }

        equations?.SolveLower(byRegression);
        return cost;
    }

    private void Decode(ReadOnlySpan<double> point)
    {
        int next = 0;
        for (int polynomial = 0; polynomial < 4; polynomial++)
        {
            int degree = Degree(polynomial);
            Span<double> values = Part(partial, polynomial, degree);
            for (int i = 0; i < degree; i++)
            {
                values[i] = LargestPartial * Math.Tanh(point[next++]);
            }

            Span<double> result = Part(coefficients, polynomial, degree);
            PartialAutocorrelations.ToCoefficients(values, result);
            if (polynomial >= 2)
            {
                // 1 + Σ θ z is invertible where 1 − Σ (−θ) z is stationary.
                TensorPrimitives.Negate<double>(result, result);
            }
        }

        ArmaPolynomials.Expand(
            Part(coefficients, 0, order.Ar), Part(coefficients, 1, order.SeasonalAr), order.Period, -1, fullAr.AsSpan(0, order.FullAr));
        ArmaPolynomials.Expand(
            Part(coefficients, 2, order.Ma), Part(coefficients, 3, order.SeasonalMa), order.Period, 1, fullMa.AsSpan(0, order.FullMa));
    }

    private void DecodeRegression(ReadOnlySpan<double> point)
    {
        if (equations is null)
        {
            return;
        }

        Span<double> values = regression.AsSpan(0, columns.Length);
        TensorPrimitives.Multiply(point[order.Coefficients..], regressionStep, values);
        equations.SolveUpper(values);
        TensorPrimitives.Add(values, firstRegression.AsSpan(0, columns.Length), values);
    }

    private void RemoveRegression()
    {
        series.Values.CopyTo(residuals, 0);
        for (int i = 0; i < columns.Length; i++)
        {
            if (regression[i] != 0)
            {
                TensorPrimitives.MultiplyAdd(columns[i], -regression[i], residuals, residuals);
            }
        }
    }

    private int Degree(int polynomial) => polynomial switch
    {
        0 => order.Ar,
        1 => order.SeasonalAr,
        2 => order.Ma,
        _ => order.SeasonalMa,
    };

    private static Span<double> Part(double[] parts, int polynomial, int degree) =>
        parts.AsSpan(polynomial * PartialAutocorrelations.MaxDegree, degree);
}
