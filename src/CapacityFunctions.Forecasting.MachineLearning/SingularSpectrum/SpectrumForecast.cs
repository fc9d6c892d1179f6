namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>A forecast with its bounds as ML.NET writes it, one entry a step.</summary>
internal sealed class SpectrumForecast
{
    public float[] Mean { get; set; } = [];

    public float[] Lower { get; set; } = [];

    public float[] Upper { get; set; } = [];
}
