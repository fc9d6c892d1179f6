using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// Maximum a posteriori estimate. For given noise σ each step minimises the squared error of the linearised model plus all priors exactly,
/// the Laplace prior of the rate changes included (<see cref="LassoQuadratic"/>); then σ has a closed form. Without saturation and
/// multiplicative terms the model is linear: its Gram matrix is computed once and only σ is iterated.
/// </summary>
internal sealed class ProphetEstimator
{
    private const int Block = 512;
    private const int MaxIterations = 60;
    private const int Halvings = 30;
    private const double Tolerance = 1e-9;

    // Of the largest usage: below it a history counts as fitted exactly.
    private const double SmallestNoise = 1e-6;

    private readonly ProphetPosterior posterior;
    private readonly ProphetDesign design;
    private readonly LassoQuadratic quadratic;
    private readonly double[] jacobian;
    private readonly double[] gram;
    private readonly double[] right;
    private readonly double[] matrix;
    private readonly double[] linear;
    private readonly double[] target;
    private readonly double[] next;
    private readonly double[] trial;

    public ProphetEstimator(ProphetDesign design)
    {
        this.design = design;
        posterior = new ProphetPosterior(design);
        int count = posterior.Count;
        quadratic = new LassoQuadratic(posterior.SmoothCount, count - posterior.SmoothCount);
        jacobian = new double[count * design.Rows];
        gram = new double[count * count];
        matrix = new double[count * count];
        right = new double[count];
        linear = new double[count];
        target = new double[design.Rows];
        next = new double[count];
        trial = new double[count];
    }

    public ProphetEstimate Fit()
    {
        double[] theta = ProphetStart.Of(design, posterior.Count);
        double squares = posterior.Evaluate(theta);
        double noise = Noise(squares);
        Linearise(theta);
        double value = Value(theta, squares, noise);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double before = value;
            theta.CopyTo(next, 0);
            Solve(noise);
            squares = Search(theta, noise, Value(theta, squares, noise));
            noise = Noise(squares);
            value = Value(theta, squares, noise);
            if (!(before - value > Tolerance * (1 + Math.Abs(value))))
            {
                break;
            }

            if (!posterior.IsLinear)
            {
                Linearise(theta);
            }
        }

        return new ProphetEstimate(theta, noise, value, posterior.SmoothCount, [.. posterior.Fitted]);
    }

    /// <summary>JᵀJ and Jᵀ(y − f + Jθ) at θ, in blocks of rows that stay in the cache.</summary>
    private void Linearise(ReadOnlySpan<double> theta)
    {
        int count = posterior.Count;
        int rows = design.Rows;
        posterior.FillJacobian(theta, jacobian);
        TensorPrimitives.Subtract<double>(design.Usage, posterior.Fitted, target);
        for (int j = 0; j < count; j++)
        {
            TensorPrimitives.MultiplyAdd(jacobian.AsSpan(j * rows, rows), theta[j], target, target);
        }

        gram.AsSpan().Clear();
        right.AsSpan().Clear();
        for (int start = 0; start < rows; start += Block)
        {
            int length = Math.Min(Block, rows - start);
            for (int j = 0; j < count; j++)
            {
                ReadOnlySpan<double> column = jacobian.AsSpan((j * rows) + start, length);
                right[j] += TensorPrimitives.Dot(column, target.AsSpan(start, length));
                for (int other = 0; other <= j; other++)
                {
                    gram[(j * count) + other] += TensorPrimitives.Dot(column, jacobian.AsSpan((other * rows) + start, length));
                }
            }
        }
    }

    /// <summary>The minimum for the current linearisation, everything multiplied by σ².</summary>
    private void Solve(double noise)
    {
        int count = posterior.Count;
        double variance = noise * noise;
        gram.CopyTo(matrix, 0);
        right.CopyTo(linear, 0);
        for (int j = 0; j < count; j++)
        {
            matrix[(j * count) + j] += variance * posterior.Precisions[j];
        }

        quadratic.Solve(matrix, linear, variance * posterior.Penalty, next);
    }

    /// <summary>Goes towards the minimum, half as far until the posterior has improved; stays when it never does.</summary>
    /// <returns>Sum of squares at θ.</returns>
    private double Search(double[] theta, double noise, double value)
    {
        double share = 1;
        for (int i = 0; i < Halvings; i++)
        {
            TensorPrimitives.Lerp(theta, next, share, trial);
            double squares = posterior.Evaluate(trial);
            if (Value(trial, squares, noise) <= value)
            {
                trial.CopyTo(theta, 0);
                return squares;
            }

            share /= 2;
        }

        return posterior.Evaluate(theta);
    }

    private double Noise(double squares) => Math.Max(SmallestNoise, posterior.BestNoise(squares));

    private double Value(ReadOnlySpan<double> theta, double squares, double noise) =>
        (design.Rows * Math.Log(noise)) + (squares / (2 * noise * noise)) + (2 * noise * noise) + posterior.Prior(theta);
}
