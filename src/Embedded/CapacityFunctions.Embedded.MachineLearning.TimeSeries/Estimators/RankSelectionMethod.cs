namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>How the rank of the signal is found.</summary>
public enum RankSelectionMethod
{
    /// <summary>It is given.</summary>
    Fixed,

    /// <summary>By the error over the end of the series, forecast from the reconstructed series.</summary>
    Exact,

    /// <summary>By the error over the end of the series, forecast from one projected window.</summary>
    Fast,
}
