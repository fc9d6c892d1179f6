using System.Numerics.Tensors;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

internal static class Subspace
{
    /// <summary>UᵀU x for orthonormal rows U.</summary>
    /// <param name="basis">Rows as long as the window; none gives zero.</param>
    /// <param name="window">What is projected.</param>
    /// <param name="projection">As long as the window.</param>
    public static void Project(ReadOnlySpan<float> basis, ReadOnlySpan<float> window, Span<float> projection)
    {
        projection.Clear();
        for (int start = 0; start < basis.Length; start += window.Length)
        {
            ReadOnlySpan<float> vector = basis.Slice(start, window.Length);
            TensorPrimitives.MultiplyAdd(vector, TensorPrimitives.Dot(vector, window), projection, projection);
        }
    }
}
