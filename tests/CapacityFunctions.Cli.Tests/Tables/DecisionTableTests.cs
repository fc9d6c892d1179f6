using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Cli.Tests.Tables;

public sealed class DecisionTableTests
{
    private static readonly string LongReason = string.Join(", ", Enumerable.Repeat("a reason that goes on", 30));

    [Fact]
    public void Write_Redirected_ShowsEverythingInOnePlainLineARow()
    {
        string table = Render([Decision("b") with { Mode = OperatingMode.Enforce }, Decision("a")]);

        string[] lines = [.. table.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        Assert.DoesNotContain('\u001b', table);
        Assert.Contains("1 hour (90 %)", lines[0], StringComparison.Ordinal);
        string row = Assert.Single(lines, line => line.StartsWith("a ", StringComparison.Ordinal));
        Assert.True(Array.IndexOf(lines, row) < Array.FindIndex(lines, line => line.StartsWith("b ", StringComparison.Ordinal)));
        Assert.Matches(
            @"^a\s+20\.4\s+24\.3 \(18–31\.5\)\s+–\s+140 \(90–201\)\s+20 → 24\s+1: 11 → 13  2: 9 → 0  3: 0 → 11\s+20 → 24\s+Recommend: first; " + LongReason + "$",
            row);

        // b's 20 → 24 is carried out; a's is only recommended and stays at 20.
        Assert.Matches(
            @"^all\s+40\.8\s+50 \(40–60\)\s+–\s+–\s+40 → 44\s+40 → 44\s+cost 1\.50 → 2\.25 an hour; unmet 3; without what is only recommended$",
            lines[^1]);
    }

    [Fact]
    public void Reason_Brief_IsTheDecisiveOneAndOverrides()
    {
        AccountDecision decision = Decision("a") with { Mode = OperatingMode.Enforce, Reasons = ["rule", "bound", "override freeze", "need"] };

        Assert.Equal("rule; override freeze", DecisionTable.Reason(decision, isBrief: true));
        Assert.Equal("rule; bound; override freeze; need", DecisionTable.Reason(decision, isBrief: false));
    }

    [Fact]
    public void Write_NoForecastAndNoUsage_ShowsDashes()
    {
        AccountDecision silent = Decision("a") with { UsageNow = null, Forecasts = [], Mode = OperatingMode.Enforce, Reasons = ["held: no usage"] };

        Assert.Matches(@"(?m)^\s*a\s+–\s+–\s+–\s+–\s+20 → 24 .* held: no usage\s*$", Render([silent]));
    }

    [Fact]
    public void Write_SeveralResourceTypes_NamesThem() =>
        Assert.Matches(@"(?m)^\s*a\s+ram\s+20\.4", Render([Decision("a"), Decision("a") with { ResourceType = new ResourceType("ram") }]));

    private static string Render(IReadOnlyList<AccountDecision> decisions)
    {
        using StringWriter output = new() { NewLine = "\n" };
        DecisionTable.Write(
            decisions,
            new CycleSummary { CostPerHourBefore = 1.5m, CostPerHourAfter = 2.25m, Unmet = 3 },
            [new HorizonPeak(ForecastHorizon.Hour, 50, 0.9, 40, 60, "sum", "High")],
            new CliContext { Output = output, Error = TextWriter.Null });
        return output.ToString();
    }

    private static AccountDecision Decision(string account) => new()
    {
        CycleId = CycleId.At(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero)),
        AccountId = new AccountId(account),
        ResourceType = new ResourceType("cpu"),
        Mode = OperatingMode.Recommend,
        UsageNow = 20.4,
        Forecasts =
        [
            new HorizonPeak(ForecastHorizon.Hour, 24.26, 0.9, 18, 31.5, "ets", "High"),
            new HorizonPeak(ForecastHorizon.Week, 140.4, 0.9, 90, 200.6, "ets", "Low"),
        ],
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["2"] = 9, ["1"] = 11 },
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 13, ["3"] = 11 },
        AllocatedBefore = 20,
        AllocatedAfter = 24,
        Reasons = ["first", LongReason],
    };
}
