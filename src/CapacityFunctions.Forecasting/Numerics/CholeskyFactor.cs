using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Factor L of a symmetric positive (semi-)definite matrix, L·Lᵀ = A. Row-major, lower triangle. A pivot that rounding has used up stands
/// for a variable that the others determine already: its row is made so stiff that the solution leaves the variable at zero.
/// </summary>
internal static class CholeskyFactor
{
    private const double SmallestPivot = 1e-13;
    private const double Stiff = 1e100;

    /// <param name="matrix">Lower triangle of A, overwritten by L; what is above the diagonal is neither read nor written.</param>
    /// <param name="size">Rows of A.</param>
    public static void Factorise(Span<double> matrix, int size)
    {
        for (int row = 0; row < size; row++)
        {
            Span<double> target = matrix.Slice(row * size, row + 1);
            for (int column = 0; column < row; column++)
            {
                ReadOnlySpan<double> other = matrix.Slice(column * size, column + 1);
                double rest = target[column] - TensorPrimitives.Dot(target[..column], other[..column]);
                target[column] = rest / other[column];
            }

            double pivot = target[row] - TensorPrimitives.SumOfSquares<double>(target[..row]);
            target[row] = pivot > SmallestPivot * target[row] ? Math.Sqrt(pivot) : Stiff;
        }
    }

    /// <summary>Solves L·x = b in place.</summary>
    public static void SolveLower(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int row = 0; row < vector.Length; row++)
        {
            ReadOnlySpan<double> line = factor.Slice(row * size, row + 1);
            vector[row] = (vector[row] - TensorPrimitives.Dot(line[..row], vector[..row])) / line[row];
        }
    }

    /// <summary>Solves Lᵀ·x = b in place.</summary>
    public static void SolveUpper(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int row = vector.Length - 1; row >= 0; row--)
        {
            ReadOnlySpan<double> line = factor.Slice(row * size, row + 1);
            vector[row] /= line[row];
            TensorPrimitives.MultiplyAdd(line[..row], -vector[row], vector[..row], vector[..row]);
        }
    }
}
