using System.Globalization;
using System.Runtime.InteropServices;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Priorities;

/// <summary>
/// The tier in which an account is served. It follows from the account's own state and trail alone, never from the division that is about to be
/// made: so more demand can't lower an allocation by raising somebody else, and priorities and amounts can't chase each other.
/// </summary>
/// <param name="Parts">What it is made of.</param>
/// <param name="Trail">What is to be remembered of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EffectivePriority(PriorityParts Parts, AllocationTrail Trail)
{
    internal static EffectivePriority Of(
        AccountAllocationState account, AccountOverrides overrides, double predicted, PriorityRules rules, DateTimeOffset now, List<string> reasons)
    {
        int basePriority = account.Priority;
        if (overrides.Find(OverrideKind.Priority) is { Value: { } tier } instruction)
        {
            basePriority = (int)tier;
            reasons.Add($"{OverrideText.Describe(instruction)}; instead of {account.Priority}");
        }

        AllocationTrail before = account.Trail ?? new AllocationTrail { At = now };
        ServiceLevelWindow window = WindowOf(account.Sla, before, now, rules);
        DateTimeOffset? risingAt = RisingAt(account, predicted, before, now, rules);
        bool rising = rules.DemandMargin is not null && risingAt is { } last && now - last < TimeSpan.FromMinutes(rules.DemandHoldMinutes);
        double waited = Waited(before, now, rules);
        bool waiting = rules.AgeingMinutes is { } minutes && waited >= (before.IsWaiting ? minutes / 2.0 : minutes);

        int left = rules.MaximumRaise;
        int serviceLevel = Math.Min(left, Math.Min(window.Raise, account.Sla?.Importance ?? 0));
        left -= serviceLevel;
        int risingDemand = rising ? Math.Min(left, 1) : 0;
        left -= risingDemand;
        int ageing = waiting ? Math.Min(left, 1) : 0;
        PriorityParts parts = new(basePriority, serviceLevel, risingDemand, ageing);
        Explain(account, parts, window, predicted, waited, reasons);
        return new EffectivePriority(
            parts,
            new AllocationTrail
            {
                At = now,
                ServiceLevelRaise = window.Raise,
                RisingAt = risingAt,
                IsWaiting = waiting,
                WaitedMinutes = waited,
                GainedAt = before.GainedAt,
            });
    }

    private static ServiceLevelWindow WindowOf(ServiceLevelObservation? sla, AllocationTrail before, DateTimeOffset now, PriorityRules rules)
    {
        if (sla is null)
        {
            return default;
        }

        if (sla.Samples.Count > 0)
        {
            return ServiceLevelWindow.Of(sla, before.ServiceLevelRaise, now, rules.ServiceLevel);
        }

        return ServiceLevelWindow.MissOf(sla, sla.LatencyObservedMs, sla.ThroughputObserved) switch
        {
            > ServiceLevelWindow.SevereMiss => new ServiceLevelWindow(2, 1, 1, 1),
            > 0 => new ServiceLevelWindow(1, 1, 0, 1),
            _ => default,
        };
    }

    /// <summary>When demand last exceeded entitlement and usage by the margin.</summary>
    private static DateTimeOffset? RisingAt(AccountAllocationState account, double predicted, AllocationTrail before, DateTimeOffset now, PriorityRules rules)
    {
        double factor = 1 + (double)(rules.DemandMargin ?? 0);
        bool exceeds = rules.DemandMargin is not null
            && before.Entitled is { } entitled
            && predicted > factor * (double)entitled
            && predicted > factor * account.Usage;
        return exceeds ? now : before.RisingAt;
    }

    /// <summary>Time with unmet need counts up and time without it counts down, each at most to where it decides.</summary>
    private static double Waited(AllocationTrail before, DateTimeOffset now, PriorityRules rules)
    {
        if (rules.AgeingMinutes is not { } most)
        {
            return 0;
        }

        double elapsed = Math.Max(0, (now - before.At).TotalMinutes);
        return Math.Clamp(before.WaitedMinutes + (before.IsLacking ? elapsed : -elapsed), 0, most);
    }

    private static void Explain(
        AccountAllocationState account, PriorityParts parts, ServiceLevelWindow window, double predicted, double waited, List<string> reasons)
    {
        if (parts.ServiceLevel > 0)
        {
            reasons.Add($"priority {parts.Base} + {parts.ServiceLevel}: {Breach(account.Sla!, window)}");
        }

        if (parts.RisingDemand > 0)
        {
            reasons.Add($"priority {parts.Entitling} + 1: demand is predicted to rise above what the account is entitled to{Figures(account, predicted)}");
        }

        if (parts.Waiting > 0)
        {
            reasons.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"priority {parts.Entitling + parts.RisingDemand} + 1: unmet need has waited for {waited:0.##} minutes"));
        }
    }

    private static string Figures(AccountAllocationState account, double predicted) => account.Trail?.Entitled is { } entitled
        ? $" ({Amounts.Rounded(Amounts.FromForecast(predicted))} now, entitled to {Amounts.Text(entitled)})"
        : string.Empty;

    private static string Breach(ServiceLevelObservation sla, ServiceLevelWindow window)
    {
        string percentile = sla.LatencyPercentile is { } share ? string.Create(CultureInfo.InvariantCulture, $" (percentile {share:0.###})") : string.Empty;
        if (window.Latency is { } latencies && latencies.Raise == window.Raise)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"latency{percentile} of {latencies.Samples} samples {latencies.Milliseconds:0.######} ms against a target of {sla.LatencyTargetMs:0.######} ms");
        }

        if (sla.Samples.Count > 0)
        {
            return $"{window.Missed} of {window.Samples} samples miss a target, {window.MissedByHalf} of them by over a half";
        }

        double? latency = ServiceLevelWindow.MissOf(sla, sla.LatencyObservedMs, throughput: null);
        double? throughput = ServiceLevelWindow.MissOf(sla, latencyMs: null, sla.ThroughputObserved);
        return throughput is null || latency >= throughput
            ? $"latency{percentile} {sla.LatencyObservedMs:0.######} ms against a target of {sla.LatencyTargetMs:0.######} ms"
            : $"throughput {sla.ThroughputObserved:0.######} against a target of {sla.ThroughputTarget:0.######}";
    }
}
