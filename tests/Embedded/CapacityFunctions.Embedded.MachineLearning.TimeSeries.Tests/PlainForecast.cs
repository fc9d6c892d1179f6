namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

public sealed class PlainForecast
{
    public float[] Forecast { get; set; } = [];
}
