namespace CapacityFunctions.Forecasting.Series;

/// <summary>How the observations of one bucket become one value. Each observation counts alike, however long it held.</summary>
public enum SeriesAggregation
{
    /// <summary>Largest value: capacity has to cover the peak inside the bucket, so this is the default for usage.</summary>
    Max,

    Mean,

    Sum,

    /// <summary>
    /// The 95th percentile by nearest rank, the smallest value that at least 95 % of the bucket's don't exceed: a peak that one in twenty
    /// observations may exceed. Below twenty observations that is the largest.
    /// </summary>
    Percentile95,
}
