using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Files;
using CapacityFunctions.Planning.Simulations.Scenarios;

namespace CapacityFunctions.Planning.Tests.Simulations;

public sealed class ScenarioFileTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly UsageExtent[] Usage = [Extent("a", "cpu", 0, 28), Extent("b", "cpu", 20, 28)];

    // The example of the contract.
    private const string Contract = """
        {"resourceType":"cpu","start":"2017-01-15T00:00:00Z","end":null,"grid":"5m","provisioningMinutes":10,
         "pricePerUnitHour":0.2,"shortageCostPerUnitHour":2.0,"policies":["all"],
         "accounts":[{"accountId":"a","priority":3,"guaranteedMinimum":0}]}
        """;

    [Fact]
    public void Read_Contract_IsUnderstood()
    {
        SimulationScenario scenario = Accepted(ScenarioFile.Read(Contract));

        Assert.Equal("cpu", scenario.ResourceType!.Value.Value);
        Assert.Equal(new DateTimeOffset(2017, 1, 15, 0, 0, 0, TimeSpan.Zero), scenario.Start);
        Assert.Null(scenario.End);
        Assert.Equal(10, scenario.ProvisioningMinutes);
        Assert.Equal(0.2m, scenario.PricePerUnitHour);
        Assert.Equal(2m, scenario.ShortageCostPerUnitHour);
        Assert.Equal(3, Assert.Single(scenario.Accounts!).Priority);
    }

    [Fact]
    public void Read_OnlyWhatMustBeGiven_TakesDefaults()
    {
        SimulationScenario scenario = Accepted(ScenarioFile.Read("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5}""", Usage));

        Assert.Equal("5m", scenario.Grid);
        Assert.Equal(10, scenario.ProvisioningMinutes);
        Assert.Equal(["all"], scenario.Policies);
        Assert.Equal(24, scenario.RetrainHours);
        Assert.Null(scenario.Unit);
    }

    [Theory]
    [InlineData("""{"shortageCostPerUnitHour":5}""", "$", "pricePerUnitHour")]
    [InlineData("""{"pricePerUnitHour":0,"shortageCostPerUnitHour":5}""", "$.pricePerUnitHour", "must be above 0")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":-5}""", "$.shortageCostPerUnitHour", "between 0 and")]
    [InlineData("""{"pricePerUnitHour":"1","shortageCostPerUnitHour":5}""", "$.pricePerUnitHour", "must be a number")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"grid":"often"}""", "$.grid", "is not a step such as 5m")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"grid":"7m"}""", "$.grid", "must divide a day")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"provisioningMinutes":7}""", "$.provisioningMinutes", "multiple of the grid 5m")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"provisioningMinutes":-5}""", "$.provisioningMinutes", "between 0 and 10080")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"policies":["guess"]}""", "$.policies[0]", "'guess' is not a policy; there are: all, static-peak")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"policies":[]}""", "$.policies", "must name a policy")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"policies":["pooled","pooled"]}""", "$.policies[1]", "second time")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"start":"2026-11-20T00:00:00Z","end":"2026-11-19T00:00:00Z"}""", "$.end", "must lie after start")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"retrainHours":7}""", "$.retrainHours", "must divide a day")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"unit":0}""", "$.unit", "must be between 0.001")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"policy":{"releaseBelow":2}}""", "$.policy.releaseBelow", "between 0 and 1")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"accounts":[{"accountId":"a"},{"accountId":"a"}]}""", "$.accounts[1].accountId", "second time")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"accounts":[{"accountId":"a","guaranteedMinimum":-1}]}""", "$.accounts[0].guaranteedMinimum", "between 0 and")]
    [InlineData("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5,"prices":1}""", "$", "'prices' that is not known")]
    public void Read_Mistake_IsNamedWithItsField(string json, string path, string message)
    {
        ReadError error = Rejected(ScenarioFile.Read(json));

        Assert.StartsWith(path, error.Path, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
    }

    [Theory]
    [InlineData(""","accounts":[{"accountId":"z"}]""", "$.accounts[0].accountId", "'z' is not in the usage file")]
    [InlineData(""","resourceType":"memory" """, "$.resourceType", "'memory' is not in the usage file; there are: cpu")]
    [InlineData(""","start":"2026-12-01T00:00:00Z" """, "$.start", "must lie before the end of the usage, 2026-11-29T00:00:00Z")]
    [InlineData(""","end":"2026-11-05T00:00:00Z" """, "$", "leaves no time")]
    [InlineData(""","accounts":[]""", "$.accounts", "names no account")]
    public void Read_ScenarioThatDoesNotFitTheUsage_IsNamedWithItsField(string field, string path, string message)
    {
        ReadError error = Rejected(ScenarioFile.Read($"{{\"pricePerUnitHour\":1,\"shortageCostPerUnitHour\":5{field}}}", Usage));

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public void Read_SeveralTypes_OneMustBeNamed()
    {
        ReadError error = Rejected(ScenarioFile.Read("""{"pricePerUnitHour":1,"shortageCostPerUnitHour":5}""", [.. Usage, Extent("a", "memory", 0, 28)]));

        Assert.Equal("$.resourceType", error.Path);
        Assert.Contains("several: cpu, memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoStart_IsTwoWeeksAfterTheFirstUsage() =>
        Assert.Equal((Day(14), Day(28)), ScenarioTimes.Of(Scenario(), Usage[0]));

    [Fact]
    public void Of_Start_HoldsForWhoHasHistory() =>
        Assert.Equal((Day(7), Day(25)), ScenarioTimes.Of(Scenario() with { Start = Day(7), End = Day(25) }, Usage[0]));

    [Fact]
    public void Of_StartBeforeTheAccount_WaitsUntilTheFirstOrderSawADay() =>
        Assert.Equal((Day(21).AddMinutes(10), Day(28)), ScenarioTimes.Of(Scenario() with { Start = Day(7) }, Usage[1]));

    private static SimulationScenario Scenario() => new() { PricePerUnitHour = 1, ShortageCostPerUnitHour = 5 };

    private static UsageExtent Extent(string account, string type, int from, int to) => new(new AccountId(account), new ResourceType(type), Day(from), Day(to));

    private static DateTimeOffset Day(int day) => Start.AddDays(day);

    private static SimulationScenario Accepted(ReadOutcome<SimulationScenario> outcome) =>
        Assert.IsType<ReadOutcome<SimulationScenario>.Accepted>(outcome).Input;

    private static ReadError Rejected(ReadOutcome<SimulationScenario> outcome) =>
        Assert.IsType<ReadOutcome<SimulationScenario>.Rejected>(outcome).Errors[0];
}
