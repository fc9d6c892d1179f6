using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class ServiceLevelWindowTests
{
    private static readonly ServiceLevelRules Rules = new();

    [Theory]
    [InlineData("gggggg", 0, 0)]
    [InlineData("gggbgg", 0, 0)] // one noisy sample changes nothing
    [InlineData("gggwgg", 0, 0)] // however bad it is
    [InlineData("gggbbb", 0, 0)] // exactly a half is not more than a half
    [InlineData("ggbbbb", 0, 1)] // 4 of 6
    [InlineData("bbbbbb", 0, 1)]
    [InlineData("bbwwww", 0, 2)] // 4 of 6 by over a half
    [InlineData("bbbwww", 0, 1)]
    [InlineData("gggggb", 1, 0)] // 1 of 6 is below a fifth
    [InlineData("ggggbb", 1, 1)] // 2 of 6 is not: the breach stays
    [InlineData("bbgbbb", 1, 1)] // one good sample does not end it
    [InlineData("bbbbbw", 2, 1)] // 1 of 6 by over a half ends the worse breach only
    [InlineData("bbbbww", 2, 2)]
    [InlineData("gggggg", 2, 0)]
    [InlineData("gg", 2, 2)] // too few to change anything
    [InlineData("ww", 0, 0)]
    [InlineData("", 2, 0)] // nothing measured, nothing breached
    public void Of_SharesOfSamples_MoveTheRaiseBetweenTwoBounds(string samples, int before, int expected) =>
        Assert.Equal(expected, ServiceLevelWindow.Of(Observed(samples), before, Now, Rules).Raise);

    [Fact]
    public void Of_OneSampleMoreOrLess_NeverMovesAWholeWindowFromQuietToBreached()
    {
        // From all good, one sample turns bad, then good again: 0 throughout. From all bad the same the other way round: 1 throughout.
        for (int at = 0; at < 6; at++)
        {
            char[] good = [.. "gggggg"];
            char[] bad = [.. "bbbbbb"];
            good[at] = 'w';
            bad[at] = 'g';

            Assert.Equal(0, ServiceLevelWindow.Of(Observed(new string(good)), 0, Now, Rules).Raise);
            Assert.Equal(1, ServiceLevelWindow.Of(Observed(new string(bad)), 1, Now, Rules).Raise);
        }
    }

    /// <summary>Nearest rank: of six samples percentile 50 is the third, 80 the fifth, 99 the sixth.</summary>
    [Theory]
    [InlineData("gggggg", 99, 0, 0, 150)]
    [InlineData("gggggw", 99, 0, 0, 400)] // it is the maximum, and one noisy sample changes nothing
    [InlineData("ggggbb", 99, 0, 1, 260)] // two do
    [InlineData("ggggww", 99, 0, 2, 400)]
    [InlineData("ggggbw", 99, 0, 1, 400)] // one of two by over a half
    [InlineData("gggggb", 99, 1, 1, 260)] // over when the sixth keeps the target
    [InlineData("gggggg", 99, 1, 0, 150)]
    [InlineData("gggggb", 80, 0, 0, 150)]
    [InlineData("ggggbb", 80, 0, 1, 260)]
    [InlineData("gggggb", 80, 1, 1, 150)] // the fifth keeps it, the next slower one does not yet
    [InlineData("gggbbb", 50, 0, 0, 150)]
    [InlineData("ggbbbb", 50, 0, 1, 260)]
    [InlineData("gggbbb", 50, 1, 1, 150)]
    [InlineData("ggggbb", 50, 1, 0, 150)]
    [InlineData("ww", 99, 0, 0, 400)] // too few to change anything
    [InlineData("gg", 99, 2, 2, 150)]
    public void Of_PercentileStated_ItIsHeldAgainstTheTarget(string samples, double percentile, int before, int expected, double latency)
    {
        ServiceLevelWindow window = ServiceLevelWindow.Of(Observed(samples) with { LatencyPercentile = percentile }, before, Now, Rules);

        Assert.Equal((expected, latency), (window.Raise, window.Latency!.Value.Milliseconds));
    }

    [Fact]
    public void Of_PercentileStated_ThroughputStillGoesByTheShareOfSamples()
    {
        ServiceLevelObservation sla = Observed("gggg") with { LatencyPercentile = 95, ThroughputTarget = 100 };
        sla = sla with { Samples = [.. sla.Samples.Select((sample, i) => sample with { Throughput = i == 0 ? 100 : 80 })] };

        ServiceLevelWindow window = ServiceLevelWindow.Of(sla, 0, Now, Rules);

        Assert.Equal((1, 3, 4), (window.Raise, window.Missed, window.Samples));
    }

    [Fact]
    public void Of_PercentileStatedAndNoLatencyMeasured_BreachesNothing() =>
        Assert.Equal(default, ServiceLevelWindow.Of(Observed(string.Empty) with { LatencyPercentile = 95 }, 2, Now, Rules));

    [Fact]
    public void Of_SamplesOutsideTheWindow_DoNotCount()
    {
        ServiceLevelObservation sla = Observed("gggggg") with
        {
            Samples =
            [
                .. Observed("ggg").Samples,
                .. Enumerable.Range(0, 20).Select(i => new ServiceLevelSample { At = Now.AddMinutes(-30 - i), LatencyMs = 900 }),
                new ServiceLevelSample { At = Now.AddMinutes(1), LatencyMs = 900 },
            ],
        };

        Assert.Equal(new ServiceLevelWindow(0, 0, 0, 3), ServiceLevelWindow.Of(sla, 0, Now, Rules));
    }

    [Theory]
    [InlineData(250.0, 100.0, 0.25)] // latency missed by a quarter, throughput kept
    [InlineData(250.0, 40.0, 0.6)] // throughput missed by 60 %
    [InlineData(100.0, 200.0, -0.5)]
    [InlineData(null, 80.0, 0.2)]
    [InlineData(null, null, null)]
    public void MissOf_TwoTargets_TheLargerMissCounts(double? latency, double? throughput, double? expected)
    {
        ServiceLevelObservation sla = new() { LatencyTargetMs = 200, ThroughputTarget = 100 };

        double? miss = ServiceLevelWindow.MissOf(sla, latency, throughput);

        Assert.Equal(expected is null, miss is null);
        Assert.Equal(expected ?? 0, miss ?? 0, 1e-12);
    }

    /// <summary>A target of 200 ms; g: 150 ms, b: 260 ms, w: 400 ms, five minutes apart and the last one now.</summary>
    private static ServiceLevelObservation Observed(string samples) => new()
    {
        LatencyTargetMs = 200,
        Samples =
        [
            .. samples.Select((sample, i) => new ServiceLevelSample
            {
                At = Now.AddMinutes(-5 * (samples.Length - 1 - i)),
                LatencyMs = sample switch { 'g' => 150, 'b' => 260, _ => 400 },
            }),
        ],
    };
}
