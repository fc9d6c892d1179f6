using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.ServiceLevels;

/// <summary>
/// How many tiers the samples of a window raise an account. There are two breaches, each with both bounds: a target is missed (1), and it is
/// missed by over a half of itself (2).
/// </summary>
/// <param name="Raise">0, 1 or 2.</param>
/// <param name="Missed">Samples that miss a target.</param>
/// <param name="MissedByHalf">Samples that miss one by over a half of it.</param>
/// <param name="Samples">Samples in the window that can be held against a target.</param>
/// <param name="Latency">The stated percentile of the window's latencies, where one is stated and latencies were measured.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServiceLevelWindow(int Raise, int Missed, int MissedByHalf, int Samples, LatencyPercentile? Latency = null)
{
    /// <summary>A target that is missed by more than this share of itself counts twice.</summary>
    internal const double SevereMiss = 0.5;

    /// <param name="sla">Targets and samples.</param>
    /// <param name="before">The raise of the last decision.</param>
    /// <param name="now">The end of the window, which belongs to it; its beginning does not.</param>
    /// <param name="rules">The bounds.</param>
    internal static ServiceLevelWindow Of(ServiceLevelObservation sla, int before, DateTimeOffset now, ServiceLevelRules rules)
    {
        if (sla is { LatencyPercentile: not null, LatencyTargetMs: not null })
        {
            // Latency by its percentile; what was promised of throughput by the share of samples, as ever.
            LatencyPercentile? latency = LatencyPercentile.Of(sla, before, now, rules);
            ServiceLevelWindow rest = sla.ThroughputTarget is null
                ? default
                : Of(sla with { LatencyPercentile = null, LatencyTargetMs = null }, before, now, rules);
            return rest with { Raise = Math.Max(latency?.Raise ?? 0, rest.Raise), Latency = latency };
        }

        TimeSpan window = TimeSpan.FromMinutes(rules.WindowMinutes);
        int samples = 0;
        int missed = 0;
        int missedByHalf = 0;
        foreach (ServiceLevelSample sample in sla.Samples)
        {
            if (now - sample.At >= window || sample.At > now || MissOf(sla, sample.LatencyMs, sample.Throughput) is not { } miss)
            {
                continue;
            }

            samples++;
            missed += miss > 0 ? 1 : 0;
            missedByHalf += miss > SevereMiss ? 1 : 0;
        }

        bool severe = IsBreached(missedByHalf, samples, before >= 2, rules);
        bool breached = severe || IsBreached(missed, samples, before >= 1, rules);
        return new ServiceLevelWindow(severe ? 2 : breached ? 1 : 0, missed, missedByHalf, samples);
    }

    /// <summary>The larger share by which a target is missed; negative where all are kept, null where nothing promised was measured.</summary>
    internal static double? MissOf(ServiceLevelObservation sla, double? latencyMs, double? throughput)
    {
        double? latency = latencyMs is { } observed && sla.LatencyTargetMs is { } target ? (observed - target) / target : null;
        double? rate = throughput is { } reached && sla.ThroughputTarget is { } promised ? (promised - reached) / promised : null;
        return latency is { } l && rate is { } r ? Math.Max(l, r) : latency ?? rate;
    }

    private static bool IsBreached(int missed, int samples, bool before, ServiceLevelRules rules) =>
        samples > 0
        && (samples < rules.FewestSamples
            ? before
            : missed > samples * rules.RaiseAbove || (before && missed >= samples * rules.LowerBelow));
}
