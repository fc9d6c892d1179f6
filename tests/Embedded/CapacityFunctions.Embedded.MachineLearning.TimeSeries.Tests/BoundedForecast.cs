namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

public sealed class BoundedForecast
{
    public float[] Forecast { get; set; } = [];

    public float[] Lower { get; set; } = [];

    public float[] Upper { get; set; } = [];
}
