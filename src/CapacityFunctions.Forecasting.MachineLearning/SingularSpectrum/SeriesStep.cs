namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>One step of a series as ML.NET reads it.</summary>
internal sealed class SeriesStep
{
    public float Value { get; set; }
}
