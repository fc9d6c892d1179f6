using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class AllocationFactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");
    private static readonly AccountId A = new("a");

    private static readonly LinkedAccount Account = new()
    {
        Id = A,
        BusinessUnit = "retail",
        Mode = OperatingMode.Enforce,
        ServiceLevel = new ServiceLevel(LatencyTargetMs: 200, LatencyPercentile: 99, Importance: 1),
    };

    private static readonly SeriesOutlook Outlook = new()
    {
        AccountId = A,
        ResourceType = Cores,
        UsageNow = 7,
        Demand = new PredictedDemand { Mean = 8 },
        Peaks =
        [
            new HorizonPeak(ForecastHorizon.Day, 20, 0.9, 15, 30, "ets", "High"),
            new HorizonPeak(ForecastHorizon.Hour, 9, 0.9, 8, 12, "ets", "High"),
        ],
    };

    private static readonly AllocationFacts Facts = new() { Capacity = 40, UpperLevel = 0.9, EnforcedOnly = true };

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(60, 9.0, 12.0)]
    [InlineData(61, 20.0, 30.0)]
    [InlineData(2000, null, null)] // no peak that far
    public void AllocationInput_ReturnTime_ChoosesTheShortestHorizonThatCoversIt(int? minutes, double? mean, double? upper)
    {
        AccountAllocationState state = StateOf(Facts with { Limits = new AllocationLimits { ReturnMinutes = minutes } });

        Assert.Equal((mean, upper), (state.DemandAhead, state.UpperDemandAhead));
    }

    [Fact]
    public void AllocationInput_NothingElseSaid_UsesTheLoopsRules()
    {
        AllocationInput input = Decisions().AllocationInput(Facts);

        Assert.Equal((AllocationLimits.Standard, PriorityRules.Standard), (input.Limits, input.Priorities));
        Assert.Equal((0.1m, 0.05m, 15, 60), (input.Limits.MaxShiftShare, input.Limits.DeadBandShare, input.Limits.ExemptMinutes, input.Limits.ReturnMinutes));
        Assert.Equal((0.25m, 30, 30, 3), (input.Priorities.DemandMargin, input.Priorities.DemandHoldMinutes, input.Priorities.AgeingMinutes, input.Priorities.MaximumRaise));
    }

    [Theory]
    [InlineData("retail", "retail")]
    [InlineData("travel", null)]
    public void AllocationInput_BusinessUnit_CountsWhereItHasLimits(string limited, string? expected)
    {
        AllocationFacts facts = Facts with { Units = [new BusinessUnitState { Name = limited, Maximum = 5 }] };

        Assert.Equal(expected, StateOf(facts).BusinessUnit);
        Assert.Equal(expected is null ? 8 : 5, ResourceAllocationController.Allocate(Decisions().AllocationInput(facts)).Allocations[0].Amount);
    }

    [Fact]
    public void AllocationInput_Samples_AreHeldAgainstTheAccountsPromise()
    {
        ServiceLevelSample[] samples = [.. Enumerable.Range(0, 3).Select(i => new ServiceLevelSample { At = Now.AddMinutes(-5 * i), LatencyMs = 900 })];

        ServiceLevelObservation sla = StateOf(Facts with { Samples = new Dictionary<AccountId, IReadOnlyList<ServiceLevelSample>> { [A] = samples } }).Sla!;

        Assert.Equal((200.0, null, 99.0, 1), (sla.LatencyTargetMs, sla.ThroughputTarget, sla.LatencyPercentile, sla.Importance));
        Assert.Equal(samples, sla.Samples);
    }

    [Fact]
    public void AllocationInput_ServiceLevelOutOfRange_StopsNobodysDivision()
    {
        LinkedAccount odd = Account with { ServiceLevel = new ServiceLevel(LatencyTargetMs: 200, LatencyPercentile: 990, Importance: 9) };
        CycleDecisions decisions = new(CycleId.At(Now), Cores, [odd], [Outlook], [], new Dictionary<AccountId, decimal>(), []);

        Assert.Equal(8, ResourceAllocationController.Allocate(decisions.AllocationInput(Facts)).Allocations[0].Amount);
    }

    [Fact]
    public void AllocationInput_TrailOfTheLastDivision_GoesInAgain()
    {
        AllocationResult first = ResourceAllocationController.Allocate(Decisions().AllocationInput(Facts));
        Dictionary<AccountId, AllocationTrail> trails = first.Allocations.ToDictionary(allocation => allocation.AccountId, allocation => allocation.Trail!);

        Assert.Equal(new AllocationTrail { At = Now, Entitled = 8, GainedAt = Now }, StateOf(Facts with { Trails = trails }).Trail);
    }

    private static AccountAllocationState StateOf(AllocationFacts facts) => Assert.Single(Decisions().AllocationInput(facts).Accounts);

    private static CycleDecisions Decisions() =>
        new(CycleId.At(Now), Cores, [Account], [Outlook], [], new Dictionary<AccountId, decimal>(), []);
}
