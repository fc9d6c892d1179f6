using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Planning.Tests.Usage;

public sealed class UsageIntakeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly UsageIntake Intake = new(new HashSet<AccountId> { new("a") }, Now);
    private static readonly ReportedUsage Good = new("a", "2026-11-24T01:55:00Z", "cpu", "4.5", "1");

    public static TheoryData<ReportedUsage, string> Refused => new()
    {
        { Good with { AccountId = "b" }, "not a known account" },
        { Good with { AccountId = null }, "accountId (missing)" },
        { Good with { Timestamp = "yesterday" }, "timestamp 'yesterday' is not an ISO 8601 instant" },
        { Good with { Timestamp = "2026-11-24T02:10:01Z" }, "lies in the future" },
        { Good with { Timestamp = "0001-01-01T00:00:00Z" }, "lies before 2000" },
        { Good with { ResourceType = "" }, "resourceType" },
        { Good with { Value = "NaN" }, "NaN" },
        { Good with { Value = "-0.5" }, "negative" },
        { Good with { Value = "Infinity" }, "too large" },
        { Good with { Value = "-Infinity" }, "negative" },
        { Good with { Value = "four" }, "value 'four' is not a number" },
        { Good with { Value = null }, "value (missing)" },
        { Good with { Zone = "1\u0000" }, "zone" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refusal_BadRow_SaysWhatIsWrong(ReportedUsage row, string reason)
    {
        string? refusal = Intake.Refusal(row, out ResourceUsage? usage);

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Null(usage);
    }

    [Fact]
    public void Refusal_GoodRow_TakesItInUtc()
    {
        string? refusal = Intake.Refusal(Good with { Timestamp = "2026-11-24T02:55:00+01:00" }, out ResourceUsage? usage);

        Assert.Null(refusal);
        Assert.Equal(new ResourceUsage(new AccountId("a"), new ResourceType("cpu"), Now.AddMinutes(-5), 4.5, "1"), usage);
    }

    [Fact]
    public void Refusal_ClockAheadWithinTolerance_TakesIt() =>
        Assert.Null(Intake.Refusal(Good with { Timestamp = "2026-11-24T02:10:00Z" }, out _));
}
