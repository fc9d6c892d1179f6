namespace CapacityFunctions.Forecasting.Series;

/// <summary>How the observations of one bucket become one value.</summary>
public enum SeriesAggregation
{
    /// <summary>Largest value: capacity has to cover the peak inside the bucket, so this is the default for usage.</summary>
    Max,

    Mean,

    Sum,
}
