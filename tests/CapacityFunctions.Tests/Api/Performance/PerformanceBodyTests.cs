using CapacityFunctions.Api.Performance;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Tests.Api.Performance;

public sealed class PerformanceBodyTests
{
    [Fact]
    public void Parse_JsonArray_ReadsEveryField()
    {
        (IReadOnlyList<ReportedPerformance>? rows, string? unreadable) = PerformanceBody.Parse(
            """[{"accountId":"a","timestamp":"2026-11-01T00:00:00Z","latencyMs":180.5,"throughput":40},{"accountId":"b","latencyMs":null}]""", "application/json");

        Assert.Null(unreadable);
        Assert.Equal([new ReportedPerformance("a", "2026-11-01T00:00:00Z", "180.5", "40"), new ReportedPerformance("b", null, null, null)], rows!);
    }

    [Theory]
    [InlineData("latency_ms,account_id,timestamp\n180.5,a,2026-11-01T00:00:00Z\n", "180.5", null)]
    [InlineData("account_id,timestamp,latency_ms,throughput\na,2026-11-01T00:00:00Z,,40\n", null, "40")]
    public void Parse_Csv_ReadsColumnsByNameInAnyOrder(string body, string? latency, string? throughput)
    {
        (IReadOnlyList<ReportedPerformance>? rows, string? unreadable) = PerformanceBody.Parse(body, "text/csv; charset=utf-8");

        Assert.Null(unreadable);
        Assert.Equal([new ReportedPerformance("a", "2026-11-01T00:00:00Z", latency, throughput)], rows!);
    }

    [Theory]
    [InlineData("account_id,latency_ms\n", "text/csv", "'timestamp'")]
    [InlineData("{}", "application/json", "JSON array")]
    [InlineData("[\n{\"accountId\": }\n]", "application/json", "line 2, column 15")]
    public void Parse_UnreadableBody_SaysWhy(string body, string contentType, string words)
    {
        (IReadOnlyList<ReportedPerformance>? rows, string? unreadable) = PerformanceBody.Parse(body, contentType);

        Assert.Null(rows);
        Assert.Contains(words, unreadable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"accountId":"a","colour":"red"}]""", "colour")]
    [InlineData("[17]", "17")]
    public void Parse_StrangeElement_BecomesARowThatNamesTheTrouble(string body, string trouble)
    {
        (IReadOnlyList<ReportedPerformance>? rows, _) = PerformanceBody.Parse(body, "application/json");

        string? refusal = new PerformanceIntake(new HashSet<CapacityFunctions.Planning.Accounts.AccountId>(), DateTimeOffset.UnixEpoch)
            .Refusal(Assert.Single(rows!), out _);
        Assert.Contains(trouble, refusal, StringComparison.Ordinal);
    }
}
