using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// The negative log posterior of a design, up to constants: n·ln σ + Σ(y − f)²/2σ² + 2σ² + Σ w_j·θ_j²/2 + Σ|δ_j|/τ, where
/// f = trend·(1 + X_m·β_m) + X_a·β_a. Priors as in the original: k, m ~ N(0, 5²), σ ~ N(0, 0.5²), δ ~ Laplace(0, τ), β ~ N(0, scale²).
/// </summary>
/// <remarks>Coefficients θ are k, m, β…, δ…; for flat growth m, β….</remarks>
internal sealed class ProphetPosterior
{
    private const double TrendPrecision = 1.0 / (5 * 5);

    private readonly ProphetDesign design;
    private readonly double[] trend;
    private readonly double[] share;
    private readonly int first;
    private readonly int rows;

    public ProphetPosterior(ProphetDesign design)
    {
        this.design = design;
        rows = design.Rows;
        first = design.Growth == ProphetGrowth.Flat ? 1 : 2;
        SmoothCount = first + design.Precisions.Length;
        trend = new double[rows];
        share = new double[rows];
        Fitted = new double[rows];
        Precisions = new double[Count];
        Precisions.AsSpan(0, first).Fill(TrendPrecision);
        design.Precisions.CopyTo(Precisions, first);
        IsLinear = design.Growth != ProphetGrowth.Logistic && !Array.Exists(design.IsMultiplicative, static multiplicative => multiplicative);
    }

    /// <summary>Coefficients without an absolute-value penalty, the first ones.</summary>
    public int SmoothCount { get; }

    /// <summary>All coefficients.</summary>
    public int Count => SmoothCount + design.Changepoints.Length;

    /// <summary>w: 1 ÷ prior variance, 0 for δ.</summary>
    public double[] Precisions { get; }

    /// <summary>1 ÷ τ.</summary>
    public double Penalty => 1 / design.ChangepointPriorScale;

    /// <summary>Whether f is linear in θ, so that derivatives hold everywhere.</summary>
    public bool IsLinear { get; }

    /// <summary>f at the θ of the last <see cref="Evaluate"/>.</summary>
    public double[] Fitted { get; }

    /// <returns>Σ(y − f)².</returns>
    public double Evaluate(ReadOnlySpan<double> theta)
    {
        bool isFlat = design.Growth == ProphetGrowth.Flat;
        (double rate, double offset) = isFlat ? (0, theta[0]) : (theta[0], theta[1]);
        ProphetTrend.FillLine(design.Growth, rate, offset, design.Changepoints, theta[SmoothCount..], design.Times, trend);
        if (design.Growth == ProphetGrowth.Logistic)
        {
            for (int i = 0; i < rows; i++)
            {
                trend[i] = ProphetTrend.Saturate(trend[i], design.Capacity);
            }
        }

        share.AsSpan().Fill(1);
        Fitted.AsSpan().Clear();
        for (int j = 0; j < design.Precisions.Length; j++)
        {
            Span<double> target = design.IsMultiplicative[j] ? share : Fitted;
            TensorPrimitives.MultiplyAdd(Column(j), theta[first + j], target, target);
        }

        TensorPrimitives.MultiplyAdd(trend, share, Fitted, Fitted);
        double distance = TensorPrimitives.Distance<double>(design.Usage, Fitted);
        return distance * distance;
    }

    /// <summary>The part of the negative log posterior that depends on θ alone.</summary>
    public double Prior(ReadOnlySpan<double> theta)
    {
        double value = Penalty * TensorPrimitives.SumOfMagnitudes(theta[SmoothCount..]);
        for (int j = 0; j < SmoothCount; j++)
        {
            value += 0.5 * Precisions[j] * theta[j] * theta[j];
        }

        return value;
    }

    /// <summary>Derivatives of f by θ at the θ of the last <see cref="Evaluate"/>, one column of <see cref="ProphetDesign.Rows"/> values each.</summary>
    public void FillJacobian(ReadOnlySpan<double> theta, Span<double> jacobian)
    {
        for (int i = 0; i < rows; i++)
        {
            double outer = share[i] * Slope(trend[i]);
            double time = design.Times[i];
            if (design.Growth == ProphetGrowth.Flat)
            {
                jacobian[i] = outer;
            }
            else
            {
                bool isLogistic = design.Growth == ProphetGrowth.Logistic;
                jacobian[i] = outer * (isLogistic ? time - theta[1] : time);
                jacobian[rows + i] = outer * (isLogistic ? -theta[0] : 1);
            }
        }

        for (int j = 0; j < design.Precisions.Length; j++)
        {
            Span<double> target = jacobian.Slice((first + j) * rows, rows);
            Column(j).CopyTo(target);
            if (design.IsMultiplicative[j])
            {
                TensorPrimitives.Multiply(target, trend, target);
            }
        }

        for (int j = 0; j < design.Changepoints.Length; j++)
        {
            Span<double> target = jacobian.Slice((SmoothCount + j) * rows, rows);
            for (int i = 0; i < rows; i++)
            {
                double after = design.Times[i] - design.Changepoints[j];
                target[i] = after > 0 ? share[i] * Slope(trend[i]) * after : 0;
            }
        }
    }

    /// <summary>The noise that minimises the negative log posterior for a sum of squares: the root of n/σ − SSE/σ³ + 4σ.</summary>
    public double BestNoise(double squares) => Math.Sqrt(((2 * squares) / (Math.Sqrt(((double)rows * rows) + (16 * squares)) + rows)));

    private double Slope(double value) => design.Growth == ProphetGrowth.Logistic ? value * (1 - (value / design.Capacity)) : 1;

    private ReadOnlySpan<double> Column(int index) => design.Columns.AsSpan(index * rows, rows);
}
