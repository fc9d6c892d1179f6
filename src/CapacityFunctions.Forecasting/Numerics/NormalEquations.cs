using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Least squares by the Cholesky factor R of XᵀX = RᵀR. A column that depends on those before it is left out: its coefficient is zero.
/// </summary>
internal sealed class NormalEquations
{
    // Share of a column's own length that must remain after the columns before it are taken out.
    private const double Dependent = 1e-9;

    private readonly double[] factor;
    private readonly double[] coefficients;
    private readonly bool[] isDropped;
    private readonly int count;

    /// <param name="columns">Of equal length.</param>
    /// <param name="target">As long as the columns.</param>
    public NormalEquations(IReadOnlyList<double[]> columns, ReadOnlySpan<double> target)
    {
        count = columns.Count;
        factor = new double[count * count];
        coefficients = new double[count];
        isDropped = new bool[count];
        Reductions = new double[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> column = columns[i].AsSpan(0, target.Length);
            for (int j = i; j < count; j++)
            {
                factor[(i * count) + j] = TensorPrimitives.Dot(column, columns[j].AsSpan(0, target.Length));
            }

            coefficients[i] = TensorPrimitives.Dot(column, target);
        }

        Factor();
    }

    public int Count => count;

    /// <summary>By how much each column lowers the sum of squares when it joins those before it.</summary>
    public double[] Reductions { get; }

    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>Solves R x = b in place: steps that are equally long for the sum of squares become steps of the coefficients.</summary>
    public void SolveUpper(Span<double> values)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            double sum = values[i];
            for (int j = i + 1; j < count; j++)
            {
                sum -= factor[(i * count) + j] * values[j];
            }

            values[i] = isDropped[i] ? 0 : sum / factor[(i * count) + i];
        }
    }

    /// <summary>Solves Rᵀ x = b in place.</summary>
    public void SolveLower(Span<double> values)
    {
        for (int i = 0; i < count; i++)
        {
            double value = isDropped[i] ? 0 : values[i] / factor[(i * count) + i];
            values[i] = value;
            for (int j = i + 1; j < count; j++)
            {
                values[j] -= factor[(i * count) + j] * value;
            }
        }
    }

    private void Factor()
    {
        for (int i = 0; i < count; i++)
        {
            double length = factor[(i * count) + i];
            double pivot = length;
            for (int k = 0; k < i; k++)
            {
                pivot -= factor[(k * count) + i] * factor[(k * count) + i];
            }

            isDropped[i] = !(pivot > Dependent * length);
            double root = isDropped[i] ? 1 : Math.Sqrt(pivot);
            for (int j = i; j < count; j++)
            {
                double sum = factor[(i * count) + j];
                for (int k = 0; k < i; k++)
                {
                    sum -= factor[(k * count) + i] * factor[(k * count) + j];
                }

                factor[(i * count) + j] = isDropped[i] ? 0 : sum / root;
            }
        }

        SolveLower(coefficients);
        for (int i = 0; i < count; i++)
        {
            Reductions[i] = coefficients[i] * coefficients[i];
        }

        SolveUpper(coefficients);
    }
}
