using System.Buffers;
using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.ServiceLevels;

/// <summary>The percentile of a window's latencies, by nearest rank: the smallest latency that at least so many percent of the samples do not exceed.</summary>
/// <remarks>
/// Of few samples a high percentile is their maximum, and one noisy sample must change nothing. So a breach begins when the percentile misses the
/// target and so do at least two samples; it ends when the percentile keeps it and so does the next slower sample.
/// </remarks>
/// <param name="Raise">Tiers: 0, 1 (missed) or 2 (missed by over a half).</param>
/// <param name="Milliseconds">The percentile.</param>
/// <param name="Samples">Latencies in the window.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LatencyPercentile(int Raise, double Milliseconds, int Samples)
{
    /// <param name="sla">With a latency target and a percentile.</param>
    /// <param name="before">The raise of the last decision.</param>
    /// <param name="now">The end of the window, which belongs to it; its beginning does not.</param>
    /// <param name="rules">Length of the window, and the fewest samples that may change anything.</param>
    /// <returns>Null where no latency was measured in the window.</returns>
    internal static LatencyPercentile? Of(ServiceLevelObservation sla, int before, DateTimeOffset now, ServiceLevelRules rules)
    {
        TimeSpan window = TimeSpan.FromMinutes(rules.WindowMinutes);
        double[] rented = ArrayPool<double>.Shared.Rent(sla.Samples.Count);
        try
        {
            int count = 0;
            foreach (ServiceLevelSample sample in sla.Samples)
            {
                if (sample.LatencyMs is { } latency && now - sample.At < window && sample.At <= now)
                {
                    rented[count++] = latency;
                }
            }

            return count == 0 ? null : Of(rented.AsSpan(0, count), sla.LatencyPercentile!.Value, sla.LatencyTargetMs!.Value, before, rules);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static LatencyPercentile Of(Span<double> latencies, double percentile, double target, int before, ServiceLevelRules rules)
    {
        latencies.Sort();
        int count = latencies.Length;
        int rank = Math.Clamp((int)Math.Ceiling(percentile / 100 * count), 1, count);
        double begins = latencies[Math.Max(0, Math.Min(rank, count - 1) - 1)];
        double ends = latencies[Math.Min(rank, count - 1)];
        int raise = count < rules.FewestSamples ? before
            : IsBreached(target * (1 + ServiceLevelWindow.SevereMiss), before >= 2) ? 2
            : IsBreached(target, before >= 1) ? 1
            : 0;
        return new LatencyPercentile(raise, latencies[rank - 1], count);

        bool IsBreached(double bound, bool isBreached) => begins > bound || (isBreached && ends > bound);
    }
}
