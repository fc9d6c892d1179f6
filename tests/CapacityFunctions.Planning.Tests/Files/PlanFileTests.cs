using System.Text.Json;
using CapacityFunctions.Planning.Files;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Files;

public sealed class PlanFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Read_ContractExample_IsUnderstoodWhole()
    {
        ReservationPlanningInput input = Accepted(ContractExamples.Plan);

        Assert.Equal("Standard_D4s_v5", input.ResourceType.Value);
        Assert.Equal(0.8m, input.Policy.ReleaseBelow);
        Assert.Equal(new RuleIncrease(IncreaseKind.Percent, 10), Assert.Single(input.Policy.Rules).Increase);
        Assert.Equal(100m, input.Policy.Limits.BudgetPerHour);
        Assert.Equal(0.7m, input.Policy.Zones.FlexibleShare);
        Assert.Equal(8m, input.Accounts[0].Running["1"]);
        Assert.Equal(0.3, input.Accounts[0].Demand!.ByZone["2"]);
        Assert.Equal(Now, input.Now);
    }

    [Fact]
    public void Write_ContractExample_HasTheContractsFields()
    {
        // Mean 12.2 < 14 held, and 12.2 ≥ 0.8 × 14 = 11.2: the base rule is content. Upper 17 > 0.8 × 14: 10 % of 14 = 1.4, up to 2: target 16.
        // Zone 1: at least max(8 running, ⌈0.3 × 12.2 × 0.7⌉ = 3) = 8; zone 2: max(4, ⌈0.3 × 12.2 × 0.3⌉ = 2) = 4.
        // Each at most ⌊0.6 × 16⌋ = 9 and 16 − ⌈0.5 × 12.2⌉ = 9. Zone 2 is cheaper and takes the other 4: 8 + 8 = 8 × 0.21 + 8 × 0.19 = 3.2.
        string json = PlanFile.Write(CapacityReservationManager.Plan(Accepted(ContractExamples.Plan)));

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement account = document.RootElement.GetProperty("accounts")[0];
        Assert.Equal("a", account.GetProperty("accountId").GetString());
        Assert.Equal("14", account.GetProperty("current").GetRawText());
        Assert.Equal("16", account.GetProperty("target").GetRawText());
        Assert.Equal("8", account.GetProperty("byZone").GetProperty("1").GetRawText());
        Assert.Equal("8", account.GetProperty("byZone").GetProperty("2").GetRawText());
        JsonElement release = account.GetProperty("requests")[0];
        Assert.Equal("Decrease", release.GetProperty("requestType").GetString());
        Assert.Equal("1", release.GetProperty("zone").GetString());
        Assert.Equal("2", release.GetProperty("amount").GetRawText());
        Assert.Equal("Increase", account.GetProperty("requests")[1].GetProperty("requestType").GetString());
        Assert.Equal("4", account.GetProperty("requests")[1].GetProperty("amount").GetRawText());
        Assert.NotEqual(0, account.GetProperty("reasons").GetArrayLength());
        Assert.Equal("3.2", document.RootElement.GetProperty("costPerHour").GetRawText());
        Assert.Equal(0, document.RootElement.GetProperty("unmet").GetArrayLength());
    }

    [Theory]
    [InlineData("\"unit\":1", "\"unit\":0", "$.unit", "0,")]
    [InlineData("\"name\":\"threshold\"", "\"name\":\"polled\"", "$.policy.name", "\"polled\"")]
    [InlineData("\"overrides\":[]", "\"group\":{\"mean\":-1}", "$.group.mean", "-1}")]
    [InlineData("\"maxShare\":0.6", "\"maxShare\":0", "$.policy.zones.maxShare", "0,\"survive")]
    [InlineData("\"available\":40", "\"available\":-1", "$.zones[0].available", "-1}")]
    [InlineData("\"available\":10}", "\"available\":10},{\"zone\":\"1\",\"pricePerUnitHour\":1,\"available\":1}", "$.zones[2].zone", "\"1\",\"pricePerUnitHour\":1,")]
    [InlineData("\"reserved\":{\"1\":10", "\"reserved\":{\"3\":10", "$.accounts[0].reserved.3", "10,\"2\":4},\"running")]
    [InlineData("\"mean\":12.2", "\"mean\":-12.2", "$.accounts[0].demand.mean", "-12.2")]
    [InlineData("\"upper\":17.0", "\"upper\":7.0", "$.accounts[0].demand.intervals[0].upper", "7.0}")]
    [InlineData("\"2\":0.3", "\"2\":0.4", "$.accounts[0].demand.byZone", "{\"1\":0.7")]
    [InlineData("\"maximum\":60", "\"maximum\":3", "$.accounts[0].maximum", "3}]")]
    [InlineData("\"1\":10,\"2\":4}", "\"1\":10.5,\"2\":4}", "$.accounts[0].reserved.1", "10.5")]
    [InlineData("\"value\":10}", "\"value\":10001}", "$.policy.rules[0].increase.value", "10001")]
    public void Read_OneMistake_NamesFieldAndPlace(string right, string wrong, string path, string textThere)
    {
        string json = Replaced(right, wrong);

        ReadError error = Assert.Single(Rejected(json));

        Assert.Equal(path, error.Path);
        Assert.StartsWith(textThere, json.Split('\n')[error.Line!.Value - 1][(error.Column!.Value - 1)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"unit\":1", "\"units\":1", "$.units", "has a field 'units' that is not known here")]
    [InlineData("\"mean\":12.2", "\"mean\":\"NaN\"", "$.accounts[0].demand.mean", "must be a number")]
    [InlineData("\"kind\":\"percent\"", "\"kind\":\"per cent\"", "$.policy.rules[0].increase.kind", "must be percent, absolute or toRatio")]
    [InlineData("\"mode\":\"Enforce\"", "\"mode\":\"Force\"", "$.accounts[0].mode", "must be Recommend or Enforce")]
    [InlineData("\"mean\":12.2,", "", "$.accounts[0].demand", "lacks what must be given: 'mean'")]
    [InlineData("\"accountId\":\"a\"", "\"accountId\":\"*\"", "$.accounts[0].accountId", "The name * stands for everything")]
    [InlineData("\"reserved\":{\"1\":10", "\"reserved\":{\"2\":10", "$.accounts[0].reserved.2", "a second time")]
    [InlineData("\"overrides\":[]", "\"overrides\":null", "$.overrides", "null")]
    public void Read_TextThatDoesNotFit_SaysSoInWordsOfTheFile(string right, string wrong, string path, string words)
    {
        ReadError error = Assert.Single(Rejected(Replaced(right, wrong)));

        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void Read_UnknownPolicy_NamesThoseThereAre() =>
        Assert.Equal(
            "'polled' is not a policy; there are: threshold, cost-optimal, pooled",
            Assert.Single(Rejected(Replaced("\"threshold\",\"releaseBelow\"", "\"polled\",\"releaseBelow\""))).Message);

    [Fact]
    public void Read_SeveralMistakes_ReportsAllInOrderOfTheFile()
    {
        string json = Replaced("\"unit\":1", "\"unit\":-1").Replace("\"minimum\":4", "\"minimum\":-4", StringComparison.Ordinal);

        Assert.Equal("$.unit $.accounts[0].minimum", string.Join(' ', Rejected(json).Select(error => error.Path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Read_NoObject_IsRejected(string json) => Assert.NotEmpty(Rejected(json));

    [Fact]
    public void Read_CommentsTrailingCommasAndByteOrderMark_AreAllowed()
    {
        string json = '\uFEFF' + Replaced("\"overrides\":[]", "// nothing overridden\n\"overrides\":[],");

        Assert.Empty(Accepted(json).Overrides);
    }

    [Fact]
    public void Input_AsMessage_ComesBackEqual()
    {
        ReservationPlanningInput input = Accepted(ContractExamples.Plan);

        string message = JsonSerializer.Serialize(input);

        Assert.Equal(message, JsonSerializer.Serialize(JsonSerializer.Deserialize<ReservationPlanningInput>(message)));
    }

    private static ReservationPlanningInput Accepted(string json) =>
        Assert.IsType<ReadOutcome<ReservationPlanningInput>.Accepted>(PlanFile.Read(json, Now)).Input;

    private static IReadOnlyList<ReadError> Rejected(string json) =>
        Assert.IsType<ReadOutcome<ReservationPlanningInput>.Rejected>(PlanFile.Read(json, Now)).Errors;

    private static string Replaced(string right, string wrong)
    {
        Assert.Contains(right, ContractExamples.Plan, StringComparison.Ordinal);
        return ContractExamples.Plan.Replace(right, wrong, StringComparison.Ordinal);
    }
}
