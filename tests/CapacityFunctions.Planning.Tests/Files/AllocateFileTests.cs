using System.Text.Json;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Files;

namespace CapacityFunctions.Planning.Tests.Files;

public sealed class AllocateFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Write_ContractExample_HasTheContractsFields()
    {
        // Need max(35, 30) = 35, upper demand 41 of 100: both are served; 100 − 41 = 59 stay. 260 ms against 200 ms: 30 % over, one tier up.
        string json = AllocateFile.Write(ResourceAllocationController.Allocate(Accepted(ContractExamples.Allocate)));

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement allocation = document.RootElement.GetProperty("allocations")[0];
        Assert.Equal("a", allocation.GetProperty("accountId").GetString());
        Assert.Equal("41", allocation.GetProperty("amount").GetRawText());
        Assert.Equal(4, allocation.GetProperty("effectivePriority").GetInt32());
        Assert.Equal("59", document.RootElement.GetProperty("pool").GetRawText());
        Assert.True(document.RootElement.GetProperty("guaranteesFeasible").GetBoolean());
        Assert.Equal(0, document.RootElement.GetProperty("shifts").GetArrayLength());
        Assert.Equal(0, document.RootElement.GetProperty("unmet").GetArrayLength());
    }

    [Theory]
    [InlineData("\"capacity\":100", "\"capacity\":-100", "$.capacity")]
    [InlineData("\"step\":1", "\"step\":0", "$.step")]
    [InlineData("\"deadBand\":0", "\"deadBand\":-1", "$.limits.deadBand")]
    [InlineData("\"priority\":3", "\"priority\":-3", "$.accounts[0].priority")]
    [InlineData("\"weight\":1", "\"weight\":0", "$.accounts[0].weight")]
    [InlineData("\"maximum\":50", "\"maximum\":5", "$.accounts[0].maximum")]
    [InlineData("\"lendable\":0", "\"lendable\":11", "$.accounts[0].lendable")]
    [InlineData("\"upperDemand\":41", "\"upperDemand\":34", "$.accounts[0].upperDemand")]
    [InlineData("\"latencyTargetMs\":200", "\"latencyTargetMs\":0", "$.accounts[0].sla.latencyTargetMs")]
    [InlineData("\"usage\":30", "\"usage\":\"much\"", "$.accounts[0].usage")]
    [InlineData("\"usage\":30", "\"use\":30", "$.accounts[0].use")]
    public void Read_OneMistake_NamesTheField(string right, string wrong, string path)
    {
        Assert.Contains(right, ContractExamples.Allocate, StringComparison.Ordinal);
        ReadOutcome<AllocationInput> outcome = AllocateFile.Read(ContractExamples.Allocate.Replace(right, wrong, StringComparison.Ordinal), Now);

        ReadError error = Assert.Single(Assert.IsType<ReadOutcome<AllocationInput>.Rejected>(outcome).Errors);
        Assert.Equal(path, error.Path);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void Write_EveryField_NamesWhatDecidedEachRow()
    {
        // By hand in the README. Floors 8 (shop) and 7 (booking); retail is guaranteed 24: 16 more, for till. 29 are left; retail may grow to 30 and
        // shop has 6 of them, batch has 23. Of till's 4 samples 3 miss 200 ms. batch has waited for 27 + 5 minutes, which count as 30.
        string json = AllocateFile.Write(ResourceAllocationController.Allocate(Accepted(ContractExamples.AllocateWithEverything)));

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(
            [
                "batch 23 priority 1 = 0+0+0+1 need 40 floor 0 lent 0 borrowed 23 shared-tier",
                "booking 7 priority 1 = 1+0+0+0 need 7 floor 7 lent 3 borrowed 0 floor",
                "shop 14 priority 1 = 1+0+0+0 need 20 floor 8 lent 0 borrowed 6 unit-maximum",
                "till 16 priority 2 = 1+1+0+0 need 16 floor 0 lent 0 borrowed 16 need",
            ],
            document.RootElement.GetProperty("allocations").EnumerateArray().Select(RowText));
        Assert.Equal("shop>batch:3 shop>booking:3", string.Join(' ', document.RootElement.GetProperty("shifts").EnumerateArray().Select(
            shift => $"{shift.GetProperty("from")}>{shift.GetProperty("to")}:{shift.GetProperty("amount")}")));
    }

    [Fact]
    public void Write_TrailOfARow_CanBeGivenToTheNextFile()
    {
        AllocationResult result = ResourceAllocationController.Allocate(Accepted(ContractExamples.AllocateWithEverything));
        using JsonDocument document = JsonDocument.Parse(AllocateFile.Write(result));
        string trail = document.RootElement.GetProperty("allocations")[0].GetProperty("trail").GetRawText();

        AllocationInput next = Accepted(ContractExamples.Allocate.Replace("\"current\":30", $"\"current\":30,\"trail\":{trail}", StringComparison.Ordinal));

        Assert.Equal(result.Allocations[0].Trail, next.Accounts[0].Trail);
        Assert.Equal(23, next.Accounts[0].Trail!.Entitled);
    }

    [Theory]
    [InlineData("\"maxShiftShare\":1", "\"maxShiftShare\":1.5", "$.limits.maxShiftShare", "between 0 and 1")]
    [InlineData("\"deadBandShare\":0", "\"deadBandShare\":-1", "$.limits.deadBandShare", "between 0 and 1")]
    [InlineData("\"exemptMinutes\":15", "\"exemptMinutes\":-15", "$.limits.exemptMinutes", "between 0 and 10080 minutes")]
    [InlineData("\"returnMinutes\":60", "\"returnMinutes\":0", "$.limits.returnMinutes", "between 1 and 10080 minutes")]
    [InlineData("\"demandMargin\":0.25", "\"demandMargin\":0", "$.priorities.demandMargin", "between 0.01 and 10")]
    [InlineData("\"demandHoldMinutes\":30", "\"demandHoldMinutes\":\"30\"", "$.priorities.demandHoldMinutes", "must be a whole number")]
    [InlineData("\"ageingMinutes\":30", "\"ageingMinutes\":0", "$.priorities.ageingMinutes", "between 1 and 10080 minutes")]
    [InlineData("\"maximumRaise\":3", "\"maximumRaise\":5", "$.priorities.maximumRaise", "between 0 and 4")]
    [InlineData("\"windowMinutes\":30", "\"windowMinutes\":0", "$.priorities.serviceLevel.windowMinutes", "between 1 and 1440 minutes")]
    [InlineData("\"raiseAbove\":0.5", "\"raiseAbove\":1", "$.priorities.serviceLevel.raiseAbove", "above 0 and below 1")]
    [InlineData("\"lowerBelow\":0.2", "\"lowerBelow\":0.5", "$.priorities.serviceLevel.lowerBelow", "below raiseAbove")]
    [InlineData("\"fewestSamples\":3", "\"fewestSamples\":1", "$.priorities.serviceLevel.fewestSamples", "between 3 and 1000")]
    [InlineData("\"maximum\":30", "\"maximum\":23", "$.groups[0].maximum", "below guaranteedMinimum")]
    [InlineData("\"lendable\":20}", "\"lendable\":21}", "$.groups[1].lendable", "must not exceed guaranteedMinimum")]
    [InlineData("{\"name\":\"travel\"", "{\"name\":\"retail\"},{\"name\":\"travel\"", "$.groups[1].name", "a second time")]
    [InlineData("\"weight\":1}", "\"weight\":0}", "$.groups[0].weight", "between 0.000001 and 1000000")]
    [InlineData("\"businessUnit\":\"travel\"", "\"businessUnit\":\"trvel\"", "$.accounts[2].businessUnit", "must be the name of one of the groups")]
    [InlineData("\"latencyPercentile\":95", "\"latencyPercentile\":0", "$.accounts[1].sla.latencyPercentile", "above 0 and at most 100")]
    [InlineData("\"importance\":1", "\"importance\":3", "$.accounts[1].sla.importance", "must be 0, 1 or 2")]
    [InlineData("\"latencyMs\":190", "\"latencyMs\":-190", "$.accounts[1].sla.samples[1].latencyMs", "must be finite and 0 or more")]
    [InlineData("\"throughput\":90", "\"throughput\":-90", "$.accounts[1].sla.samples[3].throughput", "must be finite and 0 or more")]
    [InlineData("\"at\":\"2026-11-24T01:50:00Z\",", "", "$.accounts[1].sla.samples[1]", "lacks what must be given: 'at'")]
    [InlineData("\"demandAhead\":5", "\"demandAhead\":-5", "$.accounts[2].demandAhead", "between 0 and")]
    [InlineData("\"upperDemandAhead\":7", "\"upperDemandAhead\":4", "$.accounts[2].upperDemandAhead", "must not be below demandAhead")]
    [InlineData("\"waitedMinutes\":27", "\"waitedMinutes\":-1", "$.accounts[3].trail.waitedMinutes", "between 0 and 10080 minutes")]
    [InlineData("\"entitled\":23", "\"entitled\":-1", "$.accounts[3].trail.entitled", "between 0 and")]
    [InlineData("\"isLacking\":true", "\"isLacking\":1", "$.accounts[3].trail.isLacking", "must be true or false")]
    public void Read_MistakeInAFieldOfItsOwn_NamesIt(string right, string wrong, string path, string words)
    {
        Assert.Contains(right, ContractExamples.AllocateWithEverything, StringComparison.Ordinal);
        ReadOutcome<AllocationInput> outcome =
            AllocateFile.Read(ContractExamples.AllocateWithEverything.Replace(right, wrong, StringComparison.Ordinal), Now);

        ReadError error = Assert.Single(Assert.IsType<ReadOutcome<AllocationInput>.Rejected>(outcome).Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void Read_OverrideWithoutWhatItsKindNeeds_NamesIt()
    {
        const string Overrides =
            """
            ,"overrides":[
              {"kind":"priority","accountId":"a","resourceType":"*","value":1.5,"expiresAt":"2026-11-25T00:00:00Z","reason":"x"},
              {"kind":"mode","accountId":"a","resourceType":"*","expiresAt":"2026-11-25T00:00:00Z","reason":"x"},
              {"kind":"freeze","accountId":"a","resourceType":"*","value":1,"expiresAt":"2026-11-25T00:00:00Z","reason":" "}]}
            """;
        string json = ContractExamples.Allocate.TrimEnd()[..^1] + Overrides;

        ReadOutcome<AllocationInput> outcome = AllocateFile.Read(json, Now);

        Assert.Equal(
            "$.overrides[0].value $.overrides[2].value $.overrides[2].reason $.overrides[1].mode",
            string.Join(' ', Assert.IsType<ReadOutcome<AllocationInput>.Rejected>(outcome).Errors.Select(error => error.Path)));
    }

    private static string RowText(JsonElement row)
    {
        JsonElement parts = row.GetProperty("priorityParts");
        return $"{row.GetProperty("accountId")} {row.GetProperty("amount")} priority {row.GetProperty("effectivePriority")} = "
            + $"{parts.GetProperty("base")}+{parts.GetProperty("serviceLevel")}+{parts.GetProperty("risingDemand")}+{parts.GetProperty("waiting")} "
            + $"need {row.GetProperty("need")} floor {row.GetProperty("floor")} lent {row.GetProperty("lent")} borrowed {row.GetProperty("borrowed")} {row.GetProperty("rule")}";
    }

    private static AllocationInput Accepted(string json) =>
        Assert.IsType<ReadOutcome<AllocationInput>.Accepted>(AllocateFile.Read(json, Now)).Input;
}
