using System.Numerics.Tensors;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>
/// How many leading eigenvectors forecast best: the absolute error of one free run of the recurrence over the end of the series, for every
/// rank. <c>Exact</c> runs from the reconstructed series, <c>Fast</c> from the projection of one window.
/// </summary>
/// <param name="matrix">Of the training part.</param>
/// <param name="vectors">All eigenvectors, largest eigenvalue first, one a row.</param>
internal sealed class RankSelector(TrajectoryMatrix matrix, float[] vectors)
{
    private const int ShortestRun = 200;

    private readonly int runLength = Math.Min(Math.Max(matrix.Window, ShortestRun), matrix.Columns);
    private readonly float[] recurrence = new float[matrix.Window - 1];
    private float verticality;

    /// <param name="maxRank">Largest rank tried, below the window.</param>
    /// <param name="signal">Receives the reconstruction of the series at the chosen rank.</param>
    public int Exact(int maxRank, float[] signal)
    {
        float[] reconstruction = new float[signal.Length];
        float[] scores = new float[matrix.Columns];
        float[] run = new float[matrix.Window - 1 + runLength];
        int start = signal.Length - runLength - recurrence.Length;
        double best = double.MaxValue;
        int chosen = maxRank;
        for (int rank = 1; rank <= maxRank; rank++)
        {
            ReadOnlySpan<float> vector = Take(rank);
            matrix.AddComponent(vector, scores, reconstruction);
            float offset = (TensorPrimitives.Sum(matrix.Series) - TensorPrimitives.Sum<float>(reconstruction)) / signal.Length;
            reconstruction.AsSpan(start, recurrence.Length).CopyTo(run);
            double error = FreeRunError(run, offset, best);
            if (error < best)
            {
                (best, chosen) = (error, rank);
                reconstruction.CopyTo(signal.AsSpan());
            }
        }

        return chosen;
    }

    /// <param name="maxRank">Largest rank tried, below the window.</param>
    public int Fast(int maxRank)
    {
        float[] projection = new float[recurrence.Length];
        float[] run = new float[recurrence.Length + runLength];
        ReadOnlySpan<float> window = matrix.Series.Slice(matrix.Series.Length - runLength - recurrence.Length, matrix.Window);
        double best = double.MaxValue;
        int chosen = maxRank;
        for (int rank = 1; rank <= maxRank; rank++)
        {
            ReadOnlySpan<float> vector = Take(rank);
            TensorPrimitives.MultiplyAdd(vector[..^1], TensorPrimitives.Dot(window, vector), projection, projection);
            float offset = (TensorPrimitives.Sum(window[..^1]) - TensorPrimitives.Sum<float>(projection)) / projection.Length;
            projection.CopyTo(run, 0);
            double error = FreeRunError(run, offset, best);
            if (error < best)
            {
                (best, chosen) = (error, rank);
            }
        }

        return chosen;
    }

    /// <summary>Adds an eigenvector to the recurrence: Σ π u ÷ (1 − Σ π²), π the last entry of u (Golyandina &amp; Zhigljavsky 2013, chapter 3).</summary>
    private ReadOnlySpan<float> Take(int rank)
    {
        ReadOnlySpan<float> vector = vectors.AsSpan((rank - 1) * matrix.Window, matrix.Window);
        TensorPrimitives.MultiplyAdd(vector[..^1], vector[^1], recurrence, recurrence);
        verticality += vector[^1] * vector[^1];
        return vector;
    }

    /// <param name="run">Starts with what the recurrence needs to begin; the rest is overwritten.</param>
    /// <param name="offset">Mean of what the signal leaves over.</param>
    /// <param name="limit">Where it makes no sense to go on.</param>
    private double FreeRunError(float[] run, float offset, double limit)
    {
        ReadOnlySpan<float> actual = matrix.Series[^runLength..];
        double error = 0;
        for (int step = 0; step < actual.Length && error <= limit; step++)
        {
            float next = (TensorPrimitives.Dot<float>(recurrence, run.AsSpan(step, recurrence.Length)) / (1 - verticality)) + offset;
            run[recurrence.Length + step] = next;
            error += Math.Abs(actual[step] - next);
        }

        return error;
    }
}
