using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// What users of an account with targets feel: the more it runs at once, relative to its level as it has grown, the slower it answers. Latency is
/// target × (0.5 + load² ÷ 4) and throughput target × (1.25 − load² ÷ 8), both with noise of 5 %: targets are missed above a load of 1.41, as in the
/// peaks of shops and in campaigns. Its numbers come from a stream of their own, so usage does not depend on them.
/// </summary>
/// <param name="account">Whose.</param>
/// <param name="demand">What it runs.</param>
/// <param name="random">Draws the noise.</param>
/// <param name="start">When its growth began.</param>
internal sealed class SamplePerformance(SampleAccount account, DemandTrace demand, SplitMix64 random, DateTimeOffset start)
{
    private const double Noise = 0.05;

    /// <summary>The part of the sample that draws an account's performance; parts from 0 on are those of demand.</summary>
    public static int PartOf(int number) => -1 - number;

    /// <summary>What was measured at the next instant; null where no observation arrived, or nothing was promised.</summary>
    /// <remarks>Every step draws the same numbers, whatever was reported.</remarks>
    public AccountPerformance? Next(DateTimeOffset instant)
    {
        double latencyNoise = 1 + (Noise * random.NextNormal());
        double throughputNoise = 1 + (Noise * random.NextNormal());
        if (demand.Next(instant) is not { } used)
        {
            return null;
        }

        double load = used / (account.Level * (1 + (account.Shape.GrowthPerWeek * (instant - start).TotalDays / 7)));
        double? latency = account.Shape.LatencyTargetMs * (0.5 + (load * load / 4)) * latencyNoise;
        double? throughput = account.Shape.ThroughputTarget * Math.Max(0, 1.25 - (load * load / 8)) * throughputNoise;
        return new AccountPerformance(account.Id, new ServiceLevelSample
        {
            At = instant,
            LatencyMs = latency is { } ms ? Math.Round(ms, 1) : null,
            Throughput = throughput is { } rate ? Math.Round(rate) : null,
        });
    }
}
