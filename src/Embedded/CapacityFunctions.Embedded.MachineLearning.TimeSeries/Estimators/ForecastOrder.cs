namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;

/// <summary>What the next row that is read is for. A prediction engine changes it from call to call.</summary>
internal sealed class ForecastOrder
{
    /// <summary>Whether reading a row is observing it.</summary>
    public bool ObservesRows { get; init; } = true;

    /// <summary>Steps to forecast; null for those of the columns.</summary>
    public int? Horizon { get; set; }

    /// <summary>In [0, 1); null for that of the columns.</summary>
    public float? ConfidenceLevel { get; set; }
}
