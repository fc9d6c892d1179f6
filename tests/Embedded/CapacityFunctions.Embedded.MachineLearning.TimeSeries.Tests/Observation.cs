namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

public sealed class Observation
{
    public float Value { get; set; }

    public static Observation Of(float value) => new() { Value = value };
}
