using System.Numerics.Tensors;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;

/// <summary>
/// The Hankel matrix of a series' windows, never formed: column j holds the values j … j + window − 1 (Golyandina &amp; Zhigljavsky 2013,
/// §2.1).
/// </summary>
/// <param name="series">Finite values, more than a window of them.</param>
/// <param name="window">Rows, at least 1.</param>
internal sealed class TrajectoryMatrix(float[] series, int window)
{
    public int Window => window;

    public int Columns => series.Length - window + 1;

    public ReadOnlySpan<float> Series => series;

    /// <summary>
    /// H Hᵀ, row-major. Neighbours on a diagonal differ by one product that leaves and one that enters, so that only the first row costs
    /// sums over the series.
    /// </summary>
    public double[] Covariance()
    {
        double[] wide = Array.ConvertAll(series, static value => (double)value);
        double[] covariance = new double[window * window];
        for (int lag = 0; lag < window; lag++)
        {
            double product = TensorPrimitives.Dot<double>(wide.AsSpan(0, Columns), wide.AsSpan(lag, Columns));
            covariance[lag] = product;
            covariance[lag * window] = product;
            for (int row = 1; row + lag < window; row++)
            {
                product += (wide[row + Columns - 1] * wide[row + lag + Columns - 1]) - (wide[row - 1] * wide[row + lag - 1]);
                covariance[(row * window) + row + lag] = product;
                covariance[((row + lag) * window) + row] = product;
            }
        }

        return covariance;
    }

    /// <summary>Adds to a series what one eigenvector explains of it: u (Hᵀu)ᵀ, averaged along antidiagonals.</summary>
    /// <param name="vector">The eigenvector u, one entry a row.</param>
    /// <param name="scores">Work space, one entry a column.</param>
    /// <param name="reconstruction">As long as the series.</param>
    public void AddComponent(ReadOnlySpan<float> vector, Span<float> scores, Span<float> reconstruction)
    {
        for (int column = 0; column < scores.Length; column++)
        {
            scores[column] = TensorPrimitives.Dot(vector, series.AsSpan(column, window));
        }

        Span<float> reversed = stackalloc float[window <= 1024 ? window : 0];
        reversed = reversed.IsEmpty ? new float[window] : reversed;
        for (int i = 0; i < window; i++)
        {
            reversed[i] = vector[window - 1 - i];
        }

        for (int i = 0; i < reconstruction.Length; i++)
        {
            int first = Math.Max(0, i - window + 1);
            int count = Math.Min(i, scores.Length - 1) - first + 1;
            float sum = TensorPrimitives.Dot(reversed.Slice(window - 1 - i + first, count), scores.Slice(first, count));
            reconstruction[i] += sum / count;
        }
    }
}
