using Microsoft.ML.Data;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class BoostingRow
{
    public float Label { get; set; }

    public float Weight { get; set; }

    public VBuffer<float> Features { get; set; }
}
