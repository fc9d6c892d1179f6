using System.Text.Json;
using CapacityFunctions.Planning.Files;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Safety;

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

    [Fact]
    public void Read_EveryField_IsUnderstood()
    {
        ReservationPlanningInput input = Accepted(ContractExamples.PlanWithEverything);

        Assert.Equal("standardDSv5Family", input.Family);
        Assert.Equal(0.5m, input.Policy.RaiseFrom);
        Assert.Equal(new LeadTimeParameters(10, 50), input.Policy.LeadTime);
        Assert.Equal(new CapacityBuffer(1, 0.1m), input.Policy.Limits.Buffer);
        Assert.Equal((10, 15), (input.Policy.Limits.DecreaseCoolDownMinutes, input.Policy.Limits.StabilisationMinutes));
        Assert.Equal((0.5m, 24m, 0.05m), (input.Policy.Zones.MoveCostPerUnit, input.Policy.Zones.MoveAmortisationHours, input.Policy.Zones.MoveTolerance));
        Assert.Equal((SafetyAction.Hold, SafetyAction.Recommend, 2.0), (input.Policy.Safety.Drift, input.Policy.Safety.Fallback, input.Policy.Safety.WidenFactor));
        Assert.Equal(40, input.Group!.Intervals[0].Upper);
        Assert.Equal(FailureClass.ZoneFull, Assert.Single(input.CoolDowns).Failure.Class);
        Assert.Equal(12, Assert.Single(input.Accounts[0].Trail.Wishes).Units);
        Assert.Equal(new ForecastDoubt(DoubtKind.LowConfidence, "short history"), Assert.Single(input.Accounts[1].Doubts));
    }

    [Fact]
    public void Plan_EveryField_IsHeeded()
    {
        // 2 ÷ (2 + 0.2) = 0.9091 in zone 1; zone 2 cools down and has nothing. Between the mean and the 0.9 bound and beyond it quantiles follow the
        // normal z (1.3352 at 0.9091, 1.2816 at 0.9): group 30 + 10 × 1.0419 = 40.42, up to 41; a 24.33, b 20.25.
        // Guaranteed: a 8 + max(1, 0.8) = 9, b 6 + 1 = 7: headroom 41 − 16 = 25 by lacks of 15.33 and 13.25: 13.41 and 11.59, so 13 and 12.
        // a: 22. b: 19, but b's history is short and it keeps 20.
        ReservationPlan plan = CapacityReservationManager.Plan(Accepted(ContractExamples.PlanWithEverything));

        Assert.Equal([22m, 20m], plan.Accounts.Select(account => account.Target));
        Assert.Equal(22, plan.Accounts[0].ByZone["1"]);
        Reasons.Say(plan.Accounts[0].Reasons, "zone 2 is not raised until 2026-11-24T02:35Z: ZonalAllocationFailed, no capacity");
        Reasons.Say(plan.Accounts[1].Reasons, "nothing is released: safety, lowConfidence (short history); 20 instead of 19");
        Assert.Equal((2m, 4.4m), (plan.Accounts[0].CostPerHourBefore, plan.Accounts[0].CostPerHourAfter));
        Assert.Equal([12m, 22m], plan.Accounts[0].Trail.Wishes.Select(wish => wish.Units));
    }

    [Theory]
    [InlineData("\"raiseFrom\":0.5", "\"raiseFrom\":1.5", "$.policy.raiseFrom", "between 0 and 1")]
    [InlineData("\"provisioningMinutes\":10", "\"provisioningMinutes\":-1", "$.policy.leadTime.provisioningMinutes", "between 0 and 10080 minutes")]
    [InlineData("\"coverMinutes\":50", "\"coverMinutes\":\"50\"", "$.policy.leadTime.coverMinutes", "must be a whole number")]
    [InlineData("\"units\":1,", "\"units\":-1,", "$.policy.limits.buffer.units", "between 0 and")]
    [InlineData("\"share\":0.1", "\"share\":11", "$.policy.limits.buffer.share", "between 0 and 10")]
    [InlineData("\"decreaseCoolDownMinutes\":10", "\"decreaseCoolDownMinutes\":-10", "$.policy.limits.decreaseCoolDownMinutes", "between 0 and 10080 minutes")]
    [InlineData("\"stabilisationMinutes\":15", "\"stabilisationMinutes\":1.5", "$.policy.limits.stabilisationMinutes", "must be a whole number")]
    [InlineData("\"moveCostPerUnit\":0.5", "\"moveCostPerUnit\":-0.5", "$.policy.zones.moveCostPerUnit", "between 0 and")]
    [InlineData("\"moveAmortisationHours\":24", "\"moveAmortisationHours\":0", "$.policy.zones.moveAmortisationHours", "above 0 and at most 8760")]
    [InlineData("\"moveTolerance\":0.05", "\"moveTolerance\":5", "$.policy.zones.moveTolerance", "between 0 and 1")]
    [InlineData("\"drift\":\"hold\"", "\"drift\":\"stop\"", "$.policy.safety.drift", "must be act, widen, noRelease, recommend or hold")]
    [InlineData("\"widenFactor\":2", "\"widenFactor\":0.5", "$.policy.safety.widenFactor", "between 1 and 10")]
    [InlineData("\"mean\":30,", "\"mean\":-30,", "$.group.mean", "between 0 and")]
    [InlineData("\"lower\":24,\"upper\":40", "\"lower\":44,\"upper\":40", "$.group.intervals[0].upper", "must not be below lower")]
    [InlineData("\"class\":\"ZoneFull\"", "\"class\":\"Full\"", "$.coolDowns[0].failure.class", "must be a class of refusals, such as ZoneFull")]
    [InlineData("\"until\":\"2026-11-24T02:35:00Z\"", "\"until\":\"soon\"", "$.coolDowns[0].until", "must be a time such as")]
    [InlineData("\"units\":12", "\"units\":-12", "$.accounts[0].trail.wishes[0].units", "between 0 and")]
    [InlineData("\"kind\":\"lowConfidence\"", "\"kind\":\"short\"", "$.accounts[1].doubts[0].kind", "must be lowConfidence, noSkill, coverage, drift or fallback")]
    public void Read_MistakeInAFieldOfItsOwn_NamesIt(string right, string wrong, string path, string words)
    {
        Assert.Contains(right, ContractExamples.PlanWithEverything, StringComparison.Ordinal);

        ReadError error = Assert.Single(Rejected(ContractExamples.PlanWithEverything.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Line);
    }

    [Theory]
    [InlineData("\"group\":{\"mean\":30,\"intervals\":[{\"level\":0.8,\"lower\":24,\"upper\":40}]},", "$.group", "must be given for the policy pooled")]
    [InlineData("\"costOptimal\":{\"shortageCostPerUnitHour\":2.0},", "$.policy.costOptimal", "must be given for the policy pooled")]
    public void Read_WithoutWhatPooledNeeds_NamesTheField(string left, string path, string words)
    {
        Assert.Contains(left, ContractExamples.PlanWithEverything, StringComparison.Ordinal);

        ReadError error = Assert.Single(Rejected(ContractExamples.PlanWithEverything.Replace(left, string.Empty, StringComparison.Ordinal)));

        Assert.Equal((path, words), (error.Path, error.Message));
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
