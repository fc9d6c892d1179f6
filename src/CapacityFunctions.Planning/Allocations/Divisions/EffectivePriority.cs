using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>The tier in which an account is served: its base priority, raised while a promise to its users is broken.</summary>
internal static class EffectivePriority
{
    /// <summary>A target that is missed by more than this share of itself raises the tier twice.</summary>
    private const double SevereBreach = 0.5;

    internal static int Of(AccountAllocationState account, AccountOverrides overrides, List<string> reasons)
    {
        int priority = account.Priority;
        if (overrides.Find(OverrideKind.Priority) is { Value: { } tier } instruction)
        {
            priority = (int)tier;
            reasons.Add($"{OverrideText.Describe(instruction)}; instead of {account.Priority}");
        }

        double latency = Excess(account.Sla?.LatencyObservedMs, account.Sla?.LatencyTargetMs);
        double throughput = -Excess(account.Sla?.ThroughputObserved, account.Sla?.ThroughputTarget);
        int raise = Math.Max(Raise(latency), Raise(throughput));
        if (raise > 0)
        {
            string breach = latency >= throughput
                ? $"latency {account.Sla!.LatencyObservedMs:0.######} ms against a target of {account.Sla.LatencyTargetMs:0.######} ms"
                : $"throughput {account.Sla!.ThroughputObserved:0.######} against a target of {account.Sla.ThroughputTarget:0.######}";
            reasons.Add($"priority {priority} + {raise}: {breach}");
        }

        return priority + raise;
    }

    /// <summary>By which share of the target the observation lies above it; 0 where nothing is promised or measured.</summary>
    private static double Excess(double? observed, double? target) => observed is { } o && target is { } t ? (o - t) / t : 0;

    private static int Raise(double breach) => breach switch
    {
        > SevereBreach => 2,
        > 0 => 1,
        _ => 0,
    };
}
