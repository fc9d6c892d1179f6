namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>What training leaves: the signal's subspace, its recurrence and the size of the noise. Immutable.</summary>
/// <param name="Window">Length of a window; below the one asked for when the series has fewer dimensions.</param>
/// <param name="Basis">Eigenvectors of the signal, one a row of <paramref name="Window"/> entries.</param>
/// <param name="Recurrence">Coefficients of the linear recurrence, oldest value first; window − 1 of them.</param>
/// <param name="ObservationVariance">Variance of the series around its signal.</param>
/// <param name="RecurrenceVariance">Variance of the signal around its recurrence.</param>
/// <param name="LastWindow">The last window of the training part, projected on the subspace.</param>
internal sealed record SsaModel(
    int Window,
    float[] Basis,
    float[] Recurrence,
    float ObservationVariance,
    float RecurrenceVariance,
    float[] LastWindow)
{
    public int Rank => Basis.Length / Window;

    /// <summary>Of a training part that was too short: it forecasts zero.</summary>
    public static SsaModel Untrained(int window) => new(window, [], new float[window - 1], 0, 0, new float[window]);

    /// <summary>Projects a window on the subspace.</summary>
    public void Project(ReadOnlySpan<float> window, Span<float> projection) => Subspace.Project(Basis, window, projection);
}
