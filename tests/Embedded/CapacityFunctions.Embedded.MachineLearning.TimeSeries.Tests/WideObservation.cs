namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

public sealed class WideObservation
{
    public double Value { get; set; }
}
