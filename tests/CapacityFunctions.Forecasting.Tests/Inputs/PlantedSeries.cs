using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

/// <summary>Usage that depends on inputs in a way that is known.</summary>
internal static class PlantedSeries
{
    public const int Length = 672;

    /// <summary>Blocks of six hours that are on with probability 0.3; drawn for longer than the history.</summary>
    public static double[] Campaign(int seed, int length = Length + 72)
    {
        Random random = new(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = i % 6 == 0 ? (random.NextDouble() < 0.3 ? 1 : 0) : values[i - 1];
        }

        return values;
    }

    /// <summary>White noise between −1 and 1.</summary>
    public static double[] Noise(int seed, int length = Length + 72)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    /// <summary>The sample series with <paramref name="act"/> done to each value by what the input was a delay before.</summary>
    public static double[] Usage(double[] input, int lag, Func<double, double, double> act, int seed = 1) =>
        [.. SampleSeries.HourlyValues(input.Length, seed).Select((value, i) => act(value, i >= lag ? input[i - lag] : 0))];

    public static TimeSeries Series(double[] values, int length = Length) =>
        TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values.AsSpan(0, length));

    public static ExternalInput Input(string name, double[] values, InputKnowledge knowledge = InputKnowledge.KnownAhead) => new(
        name, knowledge, values.Select((value, i) => new Observation(SampleSeries.Start.AddHours(i), value)));
}
