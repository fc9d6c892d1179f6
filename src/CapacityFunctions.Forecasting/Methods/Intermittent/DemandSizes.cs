using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>The latest sizes of usage, for its distribution. Immutable.</summary>
/// <param name="latest">Oldest first, each above 0; at most <see cref="Capacity"/>.</param>
internal sealed class DemandSizes(double[] latest)
{
    /// <summary>Sizes kept: enough for a 95 % quantile, few enough to forget.</summary>
    public const int Capacity = 64;

    public static DemandSizes Of(ReadOnlySpan<double> history)
    {
        Span<double> kept = stackalloc double[Capacity];
        int count = 0;
        for (int i = history.Length - 1; i >= 0 && count < Capacity; i--)
        {
            if (history[i] > 0)
            {
                kept[Capacity - ++count] = history[i];
            }
        }

        return new DemandSizes(kept[^count..].ToArray());
    }

    public DemandSizes Add(double size) => new([.. latest.AsSpan(latest.Length < Capacity ? 0 : 1), size]);

    /// <summary>Forecast of steps that are all alike: nothing, or with the given probability one of the sizes.</summary>
    public MethodForecast Forecast(int horizon, double mean, double probability)
    {
        double[] sorted = (double[])latest.Clone();
        Array.Sort(sorted);
        double squares = 0;
        double sum = 0;
        foreach (double size in sorted)
        {
            sum += size;
            squares += size * size;
        }

        int count = Math.Max(1, sorted.Length);
        double expected = probability * sum / count;
        double variance = Math.Max(0, (probability * squares / count) - (expected * expected));
        double[] means = new double[horizon];
        double[] deviations = new double[horizon];
        means.AsSpan().Fill(mean);
        deviations.AsSpan().Fill(Math.Sqrt(variance));
        return new IntermittentForecast(means, deviations, probability, sorted);
    }

    public void Write(StateWriter writer) => writer.WriteDoubles(latest);

    public static DemandSizes Read(StateReader reader) => new(reader.ReadDoubles());
}
