using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Tests.Simulations;

public sealed partial class SimulateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Simulate_Report_HasThePoliciesOfItsContractAndTheirArithmetic()
    {
        Invocation invocation = await SimulateAsync(SimulationUsage.Csv(), SimulationUsage.Scenario);

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        using JsonDocument report = Report();
        JsonElement[] policies = [.. report.RootElement.GetProperty("policies").EnumerateArray()];
        Assert.Equal(SimulationPolicyNames.All, policies.Select(policy => policy.GetProperty("policy").GetString()!));

        // Hours from the eighth day on: 72 of them, each used in full by who knows the future.
        double used = Enumerable.Range(168, 72).Sum(hour => SimulationUsage.Value(0, hour) + SimulationUsage.Value(1, hour));
        double peaks = Enumerable.Range(0, 2).Sum(account => Enumerable.Range(0, 168).Max(hour => SimulationUsage.Value(account, hour)));
        Assert.All(policies, policy =>
        {
            Assert.Equal(used, Figure(policy, "usedUnitHours"), 1e-3);
            Assert.Equal((0.2 * Figure(policy, "reservedUnitHours")) + (2 * Figure(policy, "shortageUnitHours")), Figure(policy, "cost"), 1e-3);
            Assert.Equal(Figure(policy, "shortageUnitHours") / used, Figure(policy, "shortageShare"), 1e-5);
            Assert.Equal(Figure(policy, "cost") / (0.2 * used), Figure(policy, "costVsClairvoyant"), 1e-5);
        });
        Assert.Equal(72 * peaks, Figure(policies[0], "reservedUnitHours"), 1e-3);
        Assert.Equal(0.2 * used, Figure(policies[^1], "cost"), 1e-3);
        Assert.Contains("cost-optimal", invocation.Output, StringComparison.Ordinal);
        Assert.Contains("reserved at reactive's own shortage", invocation.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_RegularUsage_ForecastsBeatTheRules()
    {
        await SimulateAsync(SimulationUsage.Csv(), SimulationUsage.Scenario);

        using JsonDocument report = Report();
        Dictionary<string, double> costs = report.RootElement.GetProperty("policies").EnumerateArray()
            .ToDictionary(policy => policy.GetProperty("policy").GetString()!, policy => Figure(policy, "cost"));
        Assert.True(costs["cost-optimal"] < 0.9 * costs["reactive"]);
        Assert.True(costs["cost-optimal"] < costs["last-value-quantile"]);
    }

    [Fact]
    public async Task Simulate_AnyNumberOfThreads_WritesTheSameBytes()
    {
        string usage = SimulationUsage.Csv();
        await SimulateAsync(usage, SimulationUsage.Scenario, "--threads", "1");
        byte[] report = File.ReadAllBytes(_folder.PathOf("r.json"));
        byte[] picture = File.ReadAllBytes(_folder.PathOf("p.html"));

        await SimulateAsync(usage, SimulationUsage.Scenario, "--threads", "4");

        Assert.Equal(report, File.ReadAllBytes(_folder.PathOf("r.json")));
        Assert.Equal(picture, File.ReadAllBytes(_folder.PathOf("p.html")));
    }

    [Fact]
    public async Task Simulate_ChangedFuture_ChangesNoEarlierReservationButTheClairvoyants()
    {
        // Hour 200 is known to orders from 201 on, which cover 202: intervals of the series before that must not move.
        const int change = 200;
        Dictionary<string, double?[]> before = await ReservedAsync(SimulationUsage.Csv());
        Dictionary<string, double?[]> after = await ReservedAsync(SimulationUsage.Csv((_, hour, value) => hour >= change ? (3 * value) + 7 : value));

        const int same = change + 2 - 168;
        foreach (string policy in SimulationPolicyNames.All.Where(name => name != SimulationPolicyNames.Clairvoyant))
        {
            Assert.Equal(before[policy][..same], after[policy][..same]);
            Assert.Equal(policy == SimulationPolicyNames.StaticPeak, before[policy][same..].SequenceEqual(after[policy][same..]));
        }

        Assert.NotEqual(before[SimulationPolicyNames.Clairvoyant][..same], after[SimulationPolicyNames.Clairvoyant][..same]);
    }

    [Fact]
    public async Task Simulate_Picture_IsWellFormedAndNeedsNothingElse()
    {
        await SimulateAsync(SimulationUsage.Csv((_, hour, value) => hour is > 180 and < 186 ? null : value), SimulationUsage.Scenario);

        string page = File.ReadAllText(_folder.PathOf("p.html"));
        XElement[] pictures = [.. Picture().Matches(page).Select(match => XElement.Parse(match.Value))];

        // Two charts against shortage, and one a policy over time.
        Assert.Equal(2 + SimulationPolicyNames.All.Count, pictures.Length);
        Assert.All(pictures, picture => Assert.NotEmpty(picture.Descendants("text")));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_SomePolicies_ShowsThemBesideTheirYardsticks()
    {
        await SimulateAsync(SimulationUsage.Csv(), SimulationUsage.Scenario.TrimEnd()[..^1] + ",\"policies\":[\"seasonal-naive\"]}");

        using JsonDocument report = Report();
        JsonElement policy = Assert.Single(report.RootElement.GetProperty("policies").EnumerateArray());
        Assert.True(Figure(policy, "costVsClairvoyant") > 1);
        Assert.True(Figure(policy, "costVsReactive") > 0);
    }

    [Fact]
    public async Task Simulate_Gap_CountsForNothing()
    {
        await SimulateAsync(SimulationUsage.Csv((_, hour, value) => hour is >= 180 and < 190 ? null : value), SimulationUsage.Scenario);

        using JsonDocument report = Report();
        double used = Enumerable.Range(168, 72).Where(hour => hour is < 180 or >= 190).Sum(hour => SimulationUsage.Value(0, hour) + SimulationUsage.Value(1, hour));
        Assert.All(report.RootElement.GetProperty("policies").EnumerateArray(), policy => Assert.Equal(used, Figure(policy, "usedUnitHours"), 1e-3));
    }

    [Theory]
    [InlineData("{\"pricePerUnitHour\":1,\n\"shortageCostPerUnitHour\":5,\"policies\":[\"guess\"]}", "s.json:2:", "$.policies[0] 'guess' is not a policy")]
    [InlineData("{\"pricePerUnitHour\":1,\"shortageCostPerUnitHour\":5,\n\"grid\":\"1h\",\"provisioningMinutes\":10}", "s.json:2:", "$.provisioningMinutes must be a multiple of the grid 1h")]
    [InlineData("{\"pricePerUnitHour\":1,\"shortageCostPerUnitHour\":5,\"grid\":\"1h\",\"provisioningMinutes\":60,\n\n\"start\":\"2027-01-01T00:00:00Z\"}", "s.json:3:", "$.start must lie before the end of the usage")]
    [InlineData("{\"pricePerUnitHour\":1,\"shortageCostPerUnitHour\":5,\"grid\":\"1h\",\"provisioningMinutes\":60,\"accounts\":[{\"accountId\":\"nobody\"}]}", "s.json:1:", "'nobody' is not in the usage file")]
    [InlineData("{\"pricePerUnitHour\":1,\"shortageCostPerUnitHour\":5,\"grid\":\"1h\",\"provisioningMinutes\":60}", "s.json:1:1:", "no account has any beyond its first 14 days")]
    [InlineData("{\"pricePerUnitHour\":1,", "s.json:1:", "")]
    public async Task Simulate_UnusableScenario_EndsWithTwoAndThePlace(string scenario, string place, string message)
    {
        string line = (await SimulateAsync(SimulationUsage.Csv(), scenario)).UnusableLine();

        Assert.Contains(place, line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_UnusableUsage_EndsWithTwoAndThePlace()
    {
        string line = (await SimulateAsync("account_id,timestamp,resource_type,value\na,yesterday,cpu,1\n", SimulationUsage.Scenario)).UnusableLine();

        Assert.Contains("u.csv:2:2: ", line, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, double?[]>> ReservedAsync(string usage)
    {
        await SimulateAsync(usage, SimulationUsage.Scenario);
        using JsonDocument report = Report();
        return report.RootElement.GetProperty("series").GetProperty("policies").EnumerateArray().ToDictionary(
            policy => policy.GetProperty("policy").GetString()!,
            policy => policy.GetProperty("reserved").EnumerateArray().Select(value => (double?)value.GetDouble()).ToArray());
    }

    private Task<Invocation> SimulateAsync(string usage, string scenario, params string[] more) => Invocation.RunAsync(
        ["simulate", "--input", _folder.Write("u.csv", usage), "--scenario", _folder.Write("s.json", scenario), "--report", _folder.PathOf("r.json"), "--output", _folder.PathOf("p.html"), "--training-budget", "50", .. more]);

    private JsonDocument Report() => JsonDocument.Parse(File.ReadAllBytes(_folder.PathOf("r.json")));

    private static double Figure(JsonElement policy, string name) => policy.GetProperty(name).GetDouble();

    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Picture();
}
