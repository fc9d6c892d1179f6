using CapacityFunctions.Api.Usage;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Tests.Api.Usage;

public sealed class UsageBodyTests
{
    [Fact]
    public void Parse_JsonArray_ReadsEveryField()
    {
        (IReadOnlyList<ReportedUsage>? rows, string? unreadable) = UsageBody.Parse(
            """[{"accountId":"a","timestamp":"2026-11-01T00:00:00Z","resourceType":"cpu","value":4.5,"zone":"2"}]""", "application/json");

        Assert.Null(unreadable);
        Assert.Equal([new ReportedUsage("a", "2026-11-01T00:00:00Z", "cpu", "4.5", "2")], rows!);
    }

    [Fact]
    public void Parse_Csv_ReadsColumnsByNameInAnyOrder()
    {
        (IReadOnlyList<ReportedUsage>? rows, string? unreadable) = UsageBody.Parse(
            "value,zone,account_id,resource_type,timestamp\n4.5,,a,cpu,2026-11-01T00:00:00Z\n", "text/csv; charset=utf-8");

        Assert.Null(unreadable);
        Assert.Equal([new ReportedUsage("a", "2026-11-01T00:00:00Z", "cpu", "4.5", null)], rows!);
    }

    [Fact]
    public void Parse_CsvWithoutValueColumn_NamesTheColumn()
    {
        (IReadOnlyList<ReportedUsage>? rows, string? unreadable) = UsageBody.Parse("account_id,timestamp,resource_type\n", "text/csv");

        Assert.Null(rows);
        Assert.Contains("'value'", unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BrokenJson_NamesLineAndColumn()
    {
        (IReadOnlyList<ReportedUsage>? rows, string? unreadable) = UsageBody.Parse("[\n{\"accountId\": }\n]", "application/json");

        Assert.Null(rows);
        Assert.Contains("line 2, column 15", unreadable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"accountId":"a","colour":"red"}]""", "colour")]
    [InlineData("[17]", "17")]
    public void Parse_StrangeElement_BecomesARowThatNamesTheTrouble(string body, string trouble)
    {
        (IReadOnlyList<ReportedUsage>? rows, _) = UsageBody.Parse(body, "application/json");

        UsageIntake intake = new(new HashSet<CapacityFunctions.Planning.Accounts.AccountId>(), DateTimeOffset.UnixEpoch);
        string? refusal = intake.Refusal(Assert.Single(rows!), out _);
        Assert.Contains(trouble, refusal, StringComparison.Ordinal);
    }
}
