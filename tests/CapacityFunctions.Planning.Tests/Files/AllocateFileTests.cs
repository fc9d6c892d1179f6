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

    private static AllocationInput Accepted(string json) =>
        Assert.IsType<ReadOutcome<AllocationInput>.Accepted>(AllocateFile.Read(json, Now)).Input;
}
