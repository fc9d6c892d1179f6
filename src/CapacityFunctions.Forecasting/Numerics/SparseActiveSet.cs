using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>The active-set search of <see cref="LassoQuadratic"/>: minimises ½·xᵀMx − cᵀx + λ·Σ|x_j| with M = L₂₂·L₂₂ᵀ.</summary>
internal sealed class SparseActiveSet(int size)
{
    private readonly double[] matrix = new double[size * size];
    private readonly double[] linear = new double[size];
    private readonly double[] gradient = new double[size];
    private readonly double[] candidate = new double[size];
    private readonly double[] compact = new double[size * size];
    private readonly double[] target = new double[size];
    private readonly int[] active = new int[size];
    private int count;

    /// <param name="factor">Cholesky factor of the whole problem; its last rows are read.</param>
    /// <param name="stride">Row length of the factor.</param>
    /// <param name="right">L⁻¹b of the whole problem; its last entries are read.</param>
    public void Load(ReadOnlySpan<double> factor, int stride, ReadOnlySpan<double> right)
    {
        int first = stride - size;
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<double> line = factor.Slice(((first + row) * stride) + first, row + 1);
            linear[row] = TensorPrimitives.Dot(line, right.Slice(first, row + 1));
            for (int column = 0; column <= row; column++)
            {
                ReadOnlySpan<double> other = factor.Slice(((first + column) * stride) + first, column + 1);
                double value = TensorPrimitives.Dot(line[..(column + 1)], other);
                matrix[(row * size) + column] = value;
                matrix[(column * size) + row] = value;
            }
        }
    }

    public void Solve(double penalty, double tolerance, Span<double> x)
    {
        CollectActive(x);
        double value = Refine(penalty, x, Value(x, penalty), -1, 0);

        // Each round adds one variable and lowers the value, so no active set with its signs comes twice; the bound is for rounding.
        for (int round = 0; round < 8 * size; round++)
        {
            (int entering, double slope) = MostViolated(penalty, x);
            if (entering < 0 || Math.Abs(slope) <= penalty * (1 + tolerance))
            {
                return;
            }

            double before = value;
            value = Refine(penalty, x, value, entering, -Math.Sign(slope));
            if (!(value < before))
            {
                return;
            }
        }
    }

    /// <summary>The inactive variable with the steepest descent, -1 when all are active.</summary>
    private (int Index, double Slope) MostViolated(double penalty, ReadOnlySpan<double> x)
    {
        (int index, double slope) = (-1, 0);
        for (int j = 0; j < size; j++)
        {
            gradient[j] = TensorPrimitives.Dot(matrix.AsSpan(j * size, size), x) - linear[j];
            if (x[j] == 0 && Math.Abs(gradient[j]) > Math.Max(penalty, Math.Abs(slope)))
            {
                (index, slope) = (j, gradient[j]);
            }
        }

        return (index, slope);
    }

    /// <summary>Goes to the minimum over the active variables; where signs would change on the way, to the best crossing first.</summary>
    private double Refine(double penalty, Span<double> x, double value, int entering, int enteringSign)
    {
        if (entering >= 0)
        {
            active[count++] = entering;
        }

        for (int round = 0; count > 0 && round <= 2 * size; round++)
        {
            SolveActive(penalty, x, entering, enteringSign);
            double best = double.PositiveInfinity;
            double share = 1;
            bool keepsSigns = true;
            for (int i = 0; i <= count; i++)
            {
                double at = i == count ? 1 : Crossing(x[active[i]], target[i]);
                keepsSigns &= i == count || at > 1;
                if (at is > 0 and <= 1 && ValueAlong(x, at, penalty) is var along && along < best)
                {
                    (best, share) = (along, at);
                }
            }

            if (!(best < value))
            {
                CollectActive(x);
                return value;
            }

            for (int i = 0; i < count; i++)
            {
                double moved = x[active[i]] + (share * (target[i] - x[active[i]]));
                x[active[i]] = Crossing(x[active[i]], target[i]) == share ? 0 : moved;
            }

            value = best;
            CollectActive(x);
            if (keepsSigns)
            {
                return value;
            }

            entering = -1;
        }

        return value;
    }

    /// <summary>Where on the way from one value to another zero is passed; 2 for never.</summary>
    private static double Crossing(double from, double to) => from * to < 0 ? from / (from - to) : 2;

    /// <summary>Minimum over the active variables with their signs held.</summary>
    private void SolveActive(double penalty, ReadOnlySpan<double> x, int entering, int enteringSign)
    {
        for (int i = 0; i < count; i++)
        {
            int row = active[i];
            target[i] = linear[row] - (penalty * (row == entering ? enteringSign : Math.Sign(x[row])));
            for (int j = 0; j <= i; j++)
            {
                compact[(i * count) + j] = matrix[(row * size) + active[j]];
            }
        }

        CholeskyFactor.Factorise(compact, count);
        CholeskyFactor.SolveLower(compact, count, target.AsSpan(0, count));
        CholeskyFactor.SolveUpper(compact, count, target.AsSpan(0, count));
    }

    private double ValueAlong(ReadOnlySpan<double> x, double share, double penalty)
    {
        x.CopyTo(candidate);
        for (int i = 0; i < count; i++)
        {
            candidate[active[i]] = Crossing(x[active[i]], target[i]) == share ? 0 : x[active[i]] + (share * (target[i] - x[active[i]]));
        }

        return Value(candidate, penalty);
    }

    private double Value(ReadOnlySpan<double> x, double penalty)
    {
        double value = 0;
        for (int j = 0; j < size; j++)
        {
            if (x[j] != 0)
            {
                value += (x[j] * ((0.5 * TensorPrimitives.Dot(matrix.AsSpan(j * size, size), x)) - linear[j])) + (penalty * Math.Abs(x[j]));
            }
        }

        return value;
    }

    private void CollectActive(ReadOnlySpan<double> x)
    {
        count = 0;
        for (int j = 0; j < size; j++)
        {
            if (x[j] != 0)
            {
                active[count++] = j;
            }
        }
    }
}
