using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Planning.Tests.Performance;

public sealed class PerformanceIntakeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly ReportedPerformance Sound = new("a", "2026-11-24T01:55:00Z", "180.5", "40");
    private static readonly PerformanceIntake Intake = new(new HashSet<AccountId> { new("a") }, Now);

    [Theory]
    [InlineData("180.5", "40", 180.5, 40.0)]
    [InlineData("0", null, 0.0, null)]
    [InlineData(null, "0", null, 0.0)]
    [InlineData("", "4e1", null, 40.0)]
    public void Refusal_SoundRow_IsTaken(string? latency, string? throughput, double? latencyMs, double? rate)
    {
        Assert.Null(Intake.Refusal(Sound with { LatencyMs = latency, Throughput = throughput }, out AccountPerformance? taken));

        Assert.Equal(new AccountId("a"), taken!.AccountId);
        Assert.Equal(new ServiceLevelSample { At = Now.AddMinutes(-5), LatencyMs = latencyMs, Throughput = rate }, taken.Sample);
    }

    public static TheoryData<ReportedPerformance, string> Broken => new()
    {
        { Sound with { AccountId = null }, "accountId (missing) is not a valid name" },
        { Sound with { AccountId = "b" }, "accountId 'b' is not a known account" },
        { Sound with { Timestamp = "soon" }, "timestamp 'soon' is not an ISO 8601 instant" },
        { Sound with { Timestamp = "2026-11-24T02:11:00Z" }, "timestamp '2026-11-24T02:11:00Z' lies in the future (it is now 2026-11-24T02:00:00Z)" },
        { Sound with { Timestamp = "1999-12-31T23:59:59Z" }, "timestamp '1999-12-31T23:59:59Z' lies before 2000" },
        { Sound with { LatencyMs = null, Throughput = "" }, "latencyMs and throughput are both missing; at least one is needed" },
        { Sound with { LatencyMs = "-1" }, "latencyMs '-1' is negative" },
        { Sound with { LatencyMs = "NaN" }, "latencyMs is not a number (NaN)" },
        { Sound with { LatencyMs = "fast" }, "latencyMs 'fast' is not a number" },
        { Sound with { Throughput = "1e10" }, "throughput '1e10' is too large (at most 1e9)" },
        { Sound with { Throughput = "Infinity" }, "throughput 'Infinity' is too large (at most 1e9)" },
        { Sound with { LatencyMs = null, Throughput = "-0.5" }, "throughput '-0.5' is negative" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Refusal_BrokenRow_NamesTheField(ReportedPerformance row, string refusal)
    {
        Assert.Equal(refusal, Intake.Refusal(row, out AccountPerformance? taken));
        Assert.Null(taken);
    }
}
