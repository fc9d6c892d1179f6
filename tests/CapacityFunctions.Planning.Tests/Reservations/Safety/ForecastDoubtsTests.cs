using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations.Safety;

namespace CapacityFunctions.Planning.Tests.Reservations.Safety;

public sealed class ForecastDoubtsTests
{
    private static readonly WorkloadPrediction Good = new()
    {
        ResourceType = new ResourceType("cpu"),
        CycleId = CycleId.At(PlanBuilder.Now),
        Horizon = ForecastHorizon.Hour,
        FirstTimestamp = PlanBuilder.Now,
        Mean = [1],
        Intervals = [],
        Model = "ets",
        Confidence = "High",
        ConfidenceReason = "well checked",
        Candidates = [new("ets", 0.5), new("seasonal-naive", 1)],
    };

    [Fact]
    public void Of_GoodPrediction_LeavesNoDoubt() => Assert.Empty(ForecastDoubts.Of(Good, widening: 1.49, driftReason: null, fallbackReason: null));

    [Fact]
    public void Of_EachSign_IsItsDoubt()
    {
        WorkloadPrediction poor = Good with { Confidence = "Low", ConfidenceReason = "short", Candidates = [new("ets", 0.9), new("seasonal-naive", 1)] };

        Assert.Equal(
            [
                new(DoubtKind.LowConfidence, "short"),
                new(DoubtKind.NoSkill, "no method is clearly better than repeating the last season"),
                new(DoubtKind.Coverage, "outcomes of late had intervals widened 1.5-fold"),
                new(DoubtKind.Drift, "worse"),
                new ForecastDoubt(DoubtKind.Fallback, "older"),
            ],
            ForecastDoubts.Of(poor, widening: 1.5, driftReason: "worse", fallbackReason: "older"));
    }

    [Fact]
    public void Of_NaiveThatIsPerfect_IsNoLackOfSkill() =>
        Assert.Empty(ForecastDoubts.Of(Good with { Candidates = [new("seasonal-naive", 0)] }, 1, null, null));

    [Fact]
    public void Of_MediumConfidence_IsNoDoubt() => Assert.Empty(ForecastDoubts.Of(Good with { Confidence = "Medium" }, 1, null, null));
}
