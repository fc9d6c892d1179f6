using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.DecayingPercentile;

/// <summary>
/// Weights of usage in buckets that grow by 5 %, old usage counting half as much after each half-life: the histogram on which capacity
/// recommenders stand (Rzadca et al. 2020, "Autopilot"; the vertical pod autoscaler of Kubernetes). Bucket i spans
/// first·(1.05^i − 1)/0.05 to the same at i + 1.
/// </summary>
/// <remarks>Instead of every bucket decaying at each step, new usage weighs more and more; before that overflows all weights are divided.</remarks>
internal sealed class DecayingHistogram
{
    /// <summary>Growth of the buckets: a quantile is exact to about 5 %.</summary>
    public const double Growth = 1.05;

    private const double LargestWeight = 1e100;

    // 10^43 first buckets: a bound for memory, not for usage.
    private const double LargestBucket = 2_000;

    private readonly double first;
    private readonly double decay;
    private double[] weights;
    private double next;

    private DecayingHistogram(double first, double decay, double[] weights, double next) =>
        (this.first, this.decay, this.weights, this.next) = (first, decay, weights, next);

    /// <param name="first">Width of the first bucket in usage, above 0.</param>
    /// <param name="halfLife">In steps, above 0.</param>
    public DecayingHistogram(double first, double halfLife)
        : this(first, Math.Pow(2, 1 / halfLife), [], 1)
    {
    }

    public DecayingHistogram Copy() => new(first, decay, (double[])weights.Clone(), next);

    /// <summary>One step passes; usage below zero counts as zero.</summary>
    /// <param name="value">Null when nothing was observed: only time passes.</param>
    public void Add(double? value)
    {
        if (value is { } usage)
        {
            int bucket = BucketOf(Math.Max(0, usage));
            if (bucket >= weights.Length)
            {
                Array.Resize(ref weights, bucket + 1);
            }

            weights[bucket] += next;
        }

        next *= decay;
        if (next > LargestWeight)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] /= next;
            }

            next = 1;
        }
    }

    /// <summary>Upper end of the bucket in which the share of weight reaches the probability: never less than the quantile, at most one bucket more.</summary>
    public double Quantile(double probability)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double reached = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            reached += weights[i];
            if (weights[i] > 0 && reached >= probability * total)
            {
                return Start(i + 1);
            }
        }

        return Start(weights.Length);
    }

    /// <summary>Mean and standard deviation, each bucket counted at its middle.</summary>
    public (double Mean, double Deviation) Moments()
    {
        (double total, double mean, double squares) = (0, 0, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                total += weights[i];
                double distance = ((Start(i) + Start(i + 1)) / 2) - mean;
                mean += distance * weights[i] / total;
                squares += weights[i] * distance * distance * (1 - (weights[i] / total));
            }
        }

        return total > 0 ? (mean, Math.Sqrt(squares / total)) : (0, 0);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(first);
        writer.WriteDouble(decay);
        writer.WriteDoubles(weights);
        writer.WriteDouble(next);
    }

    public static DecayingHistogram Read(StateReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDoubles(), reader.ReadDouble());

    private double Start(int bucket) => first * (Math.Pow(Growth, bucket) - 1) / (Growth - 1);

    private int BucketOf(double usage) => (int)Math.Min(LargestBucket, Math.Floor(Math.Log(1 + (usage * (Growth - 1) / first)) / Math.Log(Growth)));
}
