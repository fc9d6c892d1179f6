using System.Numerics;
using System.Numerics.Tensors;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;

/// <summary>
/// Eigenvalues and eigenvectors of a dense symmetric matrix: Householder tridiagonalisation, then implicit QL with Wilkinson shifts
/// (Golub &amp; Van Loan 2013, §8.3). Vectors are kept as rows, so that every inner loop runs over contiguous memory.
/// </summary>
internal static class SymmetricEigen
{
    // Three suffice for nearly every eigenvalue.
    private const int MaxSweeps = 60;

    // Rounding of the whole matrix. Measured against neighbours alone, the couplings of a matrix of low rank would never become small:
    // what lies between its vanishing eigenvalues is rounding of the large ones.
    private const double Epsilon = 2.2e-16;

    /// <param name="matrix">Row-major, symmetric, finite; overwritten.</param>
    /// <param name="size">Rows, at least 1.</param>
    /// <param name="values">Receives the eigenvalues, largest first.</param>
    /// <param name="vectors">Receives one unit eigenvector a row, in the order of the values.</param>
    /// <returns>False when the iteration doesn't converge.</returns>
    public static bool TryDecompose(double[] matrix, int size, double[] values, double[] vectors)
    {
        double[] subdiagonal = new double[size];
        double[] basis = Tridiagonalise(matrix, size, values, subdiagonal);
        if (!Diagonalise(values, subdiagonal, basis, size))
        {
            return false;
        }

        int[] order = [.. Enumerable.Range(0, size)];
        double[] keys = Array.ConvertAll(values, value => -value);
        Array.Sort(keys, order);
        for (int i = 0; i < size; i++)
        {
            values[i] = -keys[i];
            basis.AsSpan(order[i] * size, size).CopyTo(vectors.AsSpan(i * size, size));
        }

        return true;
    }

    /// <summary>A = Q T Qᵀ with T tridiagonal.</summary>
    /// <returns>Qᵀ, row-major.</returns>
    private static double[] Tridiagonalise(double[] matrix, int size, double[] diagonal, double[] subdiagonal)
    {
        double[][] reflectors = new double[Math.Max(0, size - 2)][];
        double[] product = new double[size];
        for (int k = 0; k < size - 2; k++)
        {
            Span<double> rest = matrix.AsSpan((k * size) + k + 1, size - k - 1);
            reflectors[k] = Reflector(rest, out subdiagonal[k]);
            Reflect(matrix, size, k + 1, reflectors[k], product);
        }

        if (size > 1)
        {
            subdiagonal[size - 2] = matrix[((size - 2) * size) + size - 1];
        }

        for (int i = 0; i < size; i++)
        {
            diagonal[i] = matrix[(i * size) + i];
        }

        return Accumulate(reflectors, size);
    }

    /// <summary>A vector v of length √2 (or zero) with (I − v vᵀ) x = target · e₁.</summary>
    private static double[] Reflector(ReadOnlySpan<double> x, out double target)
    {
        double[] v = x.ToArray();
        target = x[0];
        double below = TensorPrimitives.SumOfSquares(x[1..]);
        if (below == 0)
        {
            Array.Clear(v);
            return v;
        }

        target = -Math.CopySign(Math.Sqrt((x[0] * x[0]) + below), x[0]);
        v[0] -= target;
        TensorPrimitives.Multiply(v, Math.Sqrt(2 / TensorPrimitives.SumOfSquares<double>(v)), v);
        return v;
    }

    /// <summary>Two-sided reflection of the trailing block: B − v wᵀ − w vᵀ with w = B v − ½ (vᵀ B v) v.</summary>
    private static void Reflect(double[] matrix, int size, int start, double[] v, double[] product)
    {
        Span<double> w = product.AsSpan(0, v.Length);
        for (int i = 0; i < v.Length; i++)
        {
            w[i] = TensorPrimitives.Dot(matrix.AsSpan(((start + i) * size) + start, v.Length), v);
        }

        TensorPrimitives.MultiplyAdd(v, -0.5 * TensorPrimitives.Dot<double>(w, v), w, w);
        for (int i = 0; i < v.Length; i++)
        {
            Span<double> row = matrix.AsSpan(((start + i) * size) + start, v.Length);
            TensorPrimitives.MultiplyAdd(w, -v[i], row, row);
            TensorPrimitives.MultiplyAdd(v, -w[i], row, row);
        }
    }

    /// <summary>The transpose of the reflectors' product H₀ H₁ … .</summary>
    private static double[] Accumulate(double[][] reflectors, int size)
    {
        double[] transposed = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            transposed[(i * size) + i] = 1;
        }

        // Rows of the transpose are columns of the product: each is reflected on its own, last reflector first.
        for (int k = reflectors.Length - 1; k >= 0; k--)
        {
            double[] v = reflectors[k];
            for (int column = k + 1; column < size; column++)
            {
                Span<double> part = transposed.AsSpan((column * size) + k + 1, v.Length);
                TensorPrimitives.MultiplyAdd(v, -TensorPrimitives.Dot<double>(part, v), part, part);
            }
        }

        return transposed;
    }

    private static bool Diagonalise(double[] diagonal, double[] subdiagonal, double[] basis, int size)
    {
        double negligible = Epsilon * (TensorPrimitives.Norm<double>(diagonal) + TensorPrimitives.Norm<double>(subdiagonal)) / Math.Sqrt(size);
        for (int first = 0; first < size; first++)
        {
            for (int sweep = 0; ; sweep++)
            {
                int last = first;
                while (last < size - 1 && !(Math.Abs(subdiagonal[last]) <= negligible))
                {
                    last++;
                }

                if (last == first)
                {
                    break;
                }

                if (sweep == MaxSweeps)
                {
                    return false;
                }

                Sweep(diagonal, subdiagonal, basis, size, first, last);
            }
        }

        return true;
    }

    /// <summary>One implicit QL step on the unreduced block [first, last].</summary>
    private static void Sweep(double[] diagonal, double[] subdiagonal, double[] basis, int size, int first, int last)
    {
        double half = (diagonal[first + 1] - diagonal[first]) / (2 * subdiagonal[first]);
        double root = double.Hypot(half, 1);
        double bulge = diagonal[last] - diagonal[first] + (subdiagonal[first] / (half + Math.CopySign(root, half)));
        (double sine, double cosine, double carried) = (1, 1, 0);
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * subdiagonal[i];
            double b = cosine * subdiagonal[i];
            double length = double.Hypot(f, bulge);
            subdiagonal[i + 1] = length;
            if (length == 0)
            {
                diagonal[i + 1] -= carried;
                subdiagonal[last] = 0;
                return;
            }

            (sine, cosine) = (f / length, bulge / length);
            bulge = diagonal[i + 1] - carried;
            double turned = ((diagonal[i] - bulge) * sine) + (2 * cosine * b);
            carried = sine * turned;
            diagonal[i + 1] = bulge + carried;
            bulge = (cosine * turned) - b;
            Rotate(basis.AsSpan(i * size, size), basis.AsSpan((i + 1) * size, size), sine, cosine);
        }

        diagonal[first] -= carried;
        subdiagonal[first] = bulge;
        subdiagonal[last] = 0;
    }

    private static void Rotate(Span<double> upper, Span<double> lower, double sine, double cosine)
    {
        int k = 0;
        for (; k <= upper.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> u = new(upper[k..]);
            Vector<double> l = new(lower[k..]);
            ((sine * u) + (cosine * l)).CopyTo(lower[k..]);
            ((cosine * u) - (sine * l)).CopyTo(upper[k..]);
        }

        for (; k < upper.Length; k++)
        {
            (double u, double l) = (upper[k], lower[k]);
            lower[k] = (sine * u) + (cosine * l);
            upper[k] = (cosine * u) - (sine * l);
        }
    }
}
