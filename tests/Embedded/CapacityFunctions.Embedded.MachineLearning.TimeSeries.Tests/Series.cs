using Microsoft.ML;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

/// <summary>Generated series and the views of them.</summary>
internal static class Series
{
    /// <summary>50 + 0.1 t + 10 sin(2πt/12) and uniform noise around it.</summary>
    public static float[] Seasonal(int length, double noise, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(t => Signal(t) + (float)(noise * ((2 * random.NextDouble()) - 1)))];
    }

    public static float Signal(int t) => (float)(50 + (0.1 * t) + (10 * Math.Sin(2 * Math.PI * t / 12)));

    public static IDataView View(MLContext context, IEnumerable<float> values) => context.Data.LoadFromEnumerable(values.Select(Observation.Of));
}
