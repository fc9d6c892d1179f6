using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Minimises a smooth function of many variables by L-BFGS (Nocedal &amp; Wright 2006, algorithm 7.5) with a line search that
/// satisfies the weak Wolfe conditions by bisection. All work space is allocated once in the constructor.
/// </summary>
internal sealed class LimitedMemoryBfgs(int dimension, int memory = 10)
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int LineSearchSteps = 25;

    private readonly double[] gradient = new double[dimension];
    private readonly double[] trialGradient = new double[dimension];
    private readonly double[] trial = new double[dimension];
    private readonly double[] direction = new double[dimension];
    private readonly double[][] steps = Matrix(memory, dimension);
    private readonly double[][] changes = Matrix(memory, dimension);
    private readonly double[] curvatures = new double[memory];
    private readonly double[] coefficients = new double[memory];

    /// <summary>Value and gradient at a point; infinity outside the domain, where the gradient is not read.</summary>
    public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

    /// <param name="objective">Finite at the starting point.</param>
    /// <param name="point">The start; receives the minimum.</param>
    /// <param name="maxIterations">Upper bound of line searches.</param>
    /// <param name="tolerance">Stops when the value falls by less than this share of |value| + 1 in two successive iterations.</param>
    /// <returns>The value at the minimum.</returns>
    public double Minimise(Objective objective, Span<double> point, int maxIterations, double tolerance)
    {
        double value = objective(point, gradient);
        int stored = 0;
        int stalled = 0;
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            SetDirection(stored);
            double slope = TensorPrimitives.Dot<double>(direction, gradient);
            if (slope >= 0)
            {
                stored = 0;
                TensorPrimitives.Negate<double>(gradient, direction);
                slope = -TensorPrimitives.SumOfSquares<double>(gradient);
            }

            if (slope > -1e-14)
            {
                break;
            }

            double first = stored == 0 ? Math.Min(1, 1 / Math.Sqrt(TensorPrimitives.SumOfSquares<double>(gradient))) : 1;
            double next = Search(objective, point, value, slope, first);
            if (double.IsPositiveInfinity(next))
            {
                if (stored == 0)
                {
                    break;
                }

                stored = 0;
                continue;
            }

            stored = Remember(point, stored);
            stalled = value - next < tolerance * (1 + Math.Abs(value)) ? stalled + 1 : 0;
            value = next;
            trial.CopyTo(point);
            trialGradient.CopyTo(gradient, 0);
            if (stalled >= 2)
            {
                break;
            }
        }

        return value;
    }

    /// <summary>Leaves the accepted point in trial and its gradient in trialGradient; infinity when no decrease was found.</summary>
    private double Search(Objective objective, ReadOnlySpan<double> point, double value, double slope, double first)
    {
        double low = 0;
        double high = double.PositiveInfinity;
        double length = first;
        for (int i = 0; i < LineSearchSteps; i++)
        {
            TensorPrimitives.MultiplyAdd(direction, length, point, trial);
            double candidate = objective(trial, trialGradient);
            if (!(candidate <= value + (SufficientDecrease * length * slope)))
            {
                high = length;
            }
            else if (TensorPrimitives.Dot<double>(direction, trialGradient) < Curvature * slope)
            {
                low = length;
            }
            else
            {
                return candidate;
            }

            length = double.IsPositiveInfinity(high) ? 2 * length : 0.5 * (low + high);
        }

        if (low == 0)
        {
            return double.PositiveInfinity;
        }

        TensorPrimitives.MultiplyAdd(direction, low, point, trial);
        return objective(trial, trialGradient);
    }

    /// <summary>Keeps the newest pair of step and gradient change at index stored − 1; drops pairs without positive curvature.</summary>
    private int Remember(ReadOnlySpan<double> point, int stored)
    {
        if (stored == memory)
        {
            (double[] oldestStep, double[] oldestChange) = (steps[0], changes[0]);
            Array.Copy(steps, 1, steps, 0, memory - 1);
            Array.Copy(changes, 1, changes, 0, memory - 1);
            Array.Copy(curvatures, 1, curvatures, 0, memory - 1);
            (steps[memory - 1], changes[memory - 1]) = (oldestStep, oldestChange);
            stored--;
        }

        TensorPrimitives.Subtract(trial, point, steps[stored]);
        TensorPrimitives.Subtract<double>(trialGradient, gradient, changes[stored]);
        double curvature = TensorPrimitives.Dot<double>(steps[stored], changes[stored]);
        curvatures[stored] = curvature;
        return curvature > 1e-12 ? stored + 1 : stored;
    }

    /// <summary>The two-loop recursion.</summary>
    private void SetDirection(int stored)
    {
        TensorPrimitives.Negate<double>(gradient, direction);
        for (int i = stored - 1; i >= 0; i--)
        {
            coefficients[i] = TensorPrimitives.Dot<double>(steps[i], direction) / curvatures[i];
            TensorPrimitives.MultiplyAdd(changes[i], -coefficients[i], direction, direction);
        }

        if (stored > 0)
        {
            double scale = curvatures[stored - 1] / TensorPrimitives.SumOfSquares<double>(changes[stored - 1]);
            TensorPrimitives.Multiply(direction, scale, direction);
        }

        for (int i = 0; i < stored; i++)
        {
            double beta = TensorPrimitives.Dot<double>(changes[i], direction) / curvatures[i];
            TensorPrimitives.MultiplyAdd(steps[i], coefficients[i] - beta, direction, direction);
        }
    }

    private static double[][] Matrix(int rows, int columns)
    {
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++)
        {
            matrix[row] = new double[columns];
        }

        return matrix;
    }
}
