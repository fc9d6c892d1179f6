using System.Numerics.Tensors;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>
/// Singular spectrum analysis for forecasting (Golyandina &amp; Zhigljavsky 2013, chapter 3; arXiv:1206.6910), with the choices of ML.NET:
/// see the README for those that textbooks don't make.
/// </summary>
internal static class SsaTrainer
{
    /// <param name="observations">The training part; NaN where nothing was observed, which is left out.</param>
    /// <param name="options">Validated.</param>
    public static SsaModel Train(IEnumerable<float> observations, SsaOptions options)
    {
        float[] series = [.. observations.Take(options.TrainSize).Where(value => !float.IsNaN(value))];
        return series.Length <= 2 * options.WindowSize
            ? SsaModel.Untrained(options.WindowSize)
            : Train(series, options.WindowSize, options.WindowSize - 1, options);
    }

    private static SsaModel Train(float[] series, int window, int maxRank, SsaOptions options)
    {
        while (true)
        {
            TrajectoryMatrix matrix = new(series, window);
            float[]? vectors = Decompose(matrix);
            if (vectors is null || (window == 2 && HasAxis(vectors, window)))
            {
                return Finish(matrix, Average(window), new float[options.RankSelection == RankSelectionMethod.Exact ? series.Length : (2 * window) - 1], isNaive: true, options);
            }

            if (!HasAxis(vectors, window))
            {
                return Select(matrix, vectors, maxRank, options);
            }

            // The last value is independent of the others in the window: no recurrence follows from it. Try a shorter one.
            window--;
            maxRank = Math.Max(1, window / 2);
        }
    }

    private static float[]? Decompose(TrajectoryMatrix matrix)
    {
        int window = matrix.Window;
        double[] vectors = new double[window * window];
        return SymmetricEigen.TryDecompose(matrix.Covariance(), window, new double[window], vectors) && !vectors.AsSpan().ContainsAnyExceptInRange(-2, 2)
            ? Array.ConvertAll(vectors, static value => (float)value)
            : null;
    }

    /// <summary>Whether an eigenvector is the axis of the last value.</summary>
    private static bool HasAxis(float[] vectors, int window)
    {
        for (int i = window - 1; i < vectors.Length; i += window)
        {
            if (vectors[i] * vectors[i] == 1)
            {
                return true;
            }
        }

        return false;
    }

    private static float[] Average(int window)
    {
        float[] vector = new float[window];
        Array.Fill(vector, (float)(1 / Math.Sqrt(window)));
        return vector;
    }

    private static SsaModel Select(TrajectoryMatrix matrix, float[] vectors, int maxRank, SsaOptions options)
    {
        int window = matrix.Window;
        RankSelector selector = new(matrix, vectors);
        float[] signal = new float[options.RankSelection == RankSelectionMethod.Exact ? matrix.Series.Length : (2 * window) - 1];
        int rank = options.RankSelection switch
        {
            RankSelectionMethod.Exact => selector.Exact(maxRank, signal),
            RankSelectionMethod.Fast => selector.Fast(maxRank),
            _ => Math.Min(options.Rank ?? maxRank, window - 1),
        };

        float[] basis = vectors[..(rank * window)];
        if (options.RankSelection != RankSelectionMethod.Exact)
        {
            ReconstructTail(matrix, basis, signal);
        }

        return Finish(matrix, basis, signal, isNaive: false, options);
    }

    /// <summary>The last 2 · window − 1 values from two windows that share one value, where both have a say.</summary>
    private static void ReconstructTail(TrajectoryMatrix matrix, float[] basis, float[] signal)
    {
        int window = matrix.Window;
        float[] projection = new float[window];
        Subspace.Project(basis, matrix.Series.Slice(matrix.Series.Length - signal.Length, window), projection);
        projection.CopyTo(signal, 0);
        float shared = projection[^1];
        Subspace.Project(basis, matrix.Series[^window..], projection);
        projection.CopyTo(signal, window - 1);
        signal[window - 1] = (shared + projection[0]) / 2;
    }

    private static SsaModel Finish(TrajectoryMatrix matrix, float[] basis, float[] signal, bool isNaive, SsaOptions options)
    {
        int window = matrix.Window;
        float[] recurrence = new float[window - 1];
        float verticality = 0;
        for (int start = 0; start < basis.Length; start += window)
        {
            ReadOnlySpan<float> vector = basis.AsSpan(start, window);
            TensorPrimitives.MultiplyAdd(vector[..^1], vector[^1], recurrence, recurrence);
            verticality += vector[^1] * vector[^1];
        }

        TensorPrimitives.Divide(recurrence, 1 - verticality, recurrence);
        if (options.ShouldStabilize && !isNaive)
        {
            Stabiliser.Apply(recurrence, options.MaxTrend);
        }

        float[] lastWindow = new float[window];
        Subspace.Project(basis, matrix.Series[^window..], lastWindow);
        return new SsaModel(
            window, basis, recurrence, NoiseVariance.OfObservations(matrix.Series[^signal.Length..], signal), NoiseVariance.OfRecurrence(signal, recurrence), lastWindow);
    }
}
