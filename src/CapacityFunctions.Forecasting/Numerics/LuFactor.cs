namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// LU factors of a square matrix with partial pivoting (Golub &amp; Van Loan 2013, §3.4), for systems with the matrix and with its transpose.
/// Work space is allocated in the constructor.
/// </summary>
/// <param name="capacity">Largest number of unknowns.</param>
internal sealed class LuFactor(int capacity)
{
    private readonly double[] matrix = new double[capacity * capacity];
    private readonly double[] work = new double[capacity];
    private readonly int[] rows = new int[capacity];
    private int size;

    /// <summary>Starts a system: a zero matrix, row-major, to be filled by the caller.</summary>
    public Span<double> Begin(int unknowns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unknowns, rows.Length);
        size = unknowns;
        Span<double> entries = matrix.AsSpan(0, size * size);
        entries.Clear();
        return entries;
    }

    /// <returns>False when the matrix is singular to working precision; its factors are of no use then.</returns>
    public bool TryFactor()
    {
        for (int i = 0; i < size; i++)
        {
            rows[i] = i;
        }

        for (int column = 0; column < size; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < size; row++)
            {
                pivot = Math.Abs(matrix[(row * size) + column]) > Math.Abs(matrix[(pivot * size) + column]) ? row : pivot;
            }

            SwapRows(column, pivot);
            ReadOnlySpan<double> top = matrix.AsSpan(column * size, size);
            if (!(Math.Abs(top[column]) > 1e-300))
            {
                return false;
            }

            for (int row = column + 1; row < size; row++)
            {
                Span<double> current = matrix.AsSpan(row * size, size);
                if (current[column] == 0)
                {
                    continue;
                }

                double factor = current[column] / top[column];
                current[column] = factor;
                for (int i = column + 1; i < size; i++)
                {
                    current[i] -= factor * top[i];
                }
            }
        }

        return true;
    }

    /// <summary>Solves A x = b in place.</summary>
    public void Solve(Span<double> values)
    {
        for (int i = 0; i < size; i++)
        {
            work[i] = values[rows[i]];
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                work[i] -= matrix[(i * size) + j] * work[j];
            }
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < size; j++)
            {
                work[i] -= matrix[(i * size) + j] * work[j];
            }

            work[i] /= matrix[(i * size) + i];
        }

        work.AsSpan(0, size).CopyTo(values);
    }

    /// <summary>Solves Aᵀ x = b in place.</summary>
    public void SolveTransposed(Span<double> values)
    {
        values[..size].CopyTo(work);
        for (int i = 0; i < size; i++)
        {
            work[i] /= matrix[(i * size) + i];
            for (int j = i + 1; j < size; j++)
            {
                work[j] -= matrix[(i * size) + j] * work[i];
            }
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int j = 0; j < i; j++)
            {
                work[j] -= matrix[(i * size) + j] * work[i];
            }
        }

        for (int i = 0; i < size; i++)
        {
            values[rows[i]] = work[i];
        }
    }

    private void SwapRows(int one, int other)
    {
        if (one == other)
        {
            return;
        }

        (rows[one], rows[other]) = (rows[other], rows[one]);
        for (int i = 0; i < size; i++)
        {
            (matrix[(one * size) + i], matrix[(other * size) + i]) = (matrix[(other * size) + i], matrix[(one * size) + i]);
        }
    }
}
