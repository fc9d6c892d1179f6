using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Explanations;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Safety;

namespace CapacityFunctions.Planning.Tests.Explanations;

/// <summary>Decisions made by hand, one for each situation that reads differently.</summary>
internal static class DecisionCases
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);
    private static readonly AccountId Shop = new("shop");
    private static readonly ResourceType Cores = new("cores");
    private static readonly Cycle Completed = new() { Id = CycleId.At(Now), Status = CycleStatus.Completed, StartedBy = "timer", StartedAt = Now };

    internal static readonly Override Campaign = new()
    {
        Id = "o1",
        Kind = OverrideKind.ReservationFloor,
        AccountId = "shop",
        ResourceType = "cores",
        Value = 40,
        EffectiveFrom = Now.AddHours(-1),
        ExpiresAt = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero),
        Reason = "spring campaign",
        Author = "anna",
    };

    internal static readonly Override Freeze = Campaign with
    {
        Id = "o2",
        Kind = OverrideKind.Freeze,
        Value = null,
        AccountId = "*",
        ResourceType = "*",
        Reason = "drill",
        Author = "ops",
    };

    /// <summary>Everything is known; a raise that one zone granted in part.</summary>
    internal static DecisionRecords Raised { get; } = new()
    {
        Cycle = Completed,
        AccountId = Shop,
        ResourceType = Cores,
        Decision = new AccountDecision
        {
            CycleId = Completed.Id,
            AccountId = Shop,
            ResourceType = Cores,
            Mode = OperatingMode.Enforce,
            UsageNow = 27.456,
            UsageAt = Now.AddMinutes(-5),
            Forecasts =
            [
                new HorizonPeak(ForecastHorizon.Hour, 31.234, 0.9, 27.1, 36.02, "ets+theta", "High"),
                new HorizonPeak(ForecastHorizon.Day, 40.5, 0.9, 33, 49.9, "arima", "Medium"),
            ],
            ReservedBefore = Zones(("1", 20), ("2", 10)),
            ReservedAfter = Zones(("1", 22), ("2", 13)),
            CostPerHourBefore = 6.1m,
            CostPerHourPlanned = 7.27m,
            CostPerHourAfter = 7.09m,
            AllocatedBefore = 28,
            AllocatedAfter = 33,
            EffectivePriority = 4,
            Unmet = 1,
            Reasons =
            [
                "95 % upper bound 38.1 exceeds the reservation 30: increase by 9",
                "bound by maxIncreasePerCycle 6: 36 instead of 39",
                "zone 1 is bound by maxShare 0.6: 22 instead of 23",
                "zone 2: the zone is full (ZoneFull)",
                "priority 3 + 1: 3 of 4 samples miss a target, 1 of them by over a half",
                "need 33 is met (floor 10)",
            ],
            Terms = new DecisionTerms
            {
                Policy = "threshold",
                Minimum = 10,
                Maximum = 60,
                LeadTime = new LeadTimeParameters(10, 50),
                MaxIncreasePerCycle = 6,
                BudgetPerHour = 100,
                Buffer = new CapacityBuffer(Share: 0.1m),
                DecreaseCoolDownMinutes = 10,
                StabilisationMinutes = 15,
                ReleaseFloor = new ReleaseFloor(0.9),
                Zones = [new ZoneOffer("1", 0.21m, 40), new ZoneOffer("2", 0.19m, 3)],
            },
            Division = new AccountAllocation(
                Shop,
                33,
                4,
                ["priority 3 + 1: 3 of 4 samples miss a target, 1 of them by over a half", "need 33 is met (floor 10)"])
            {
                PriorityParts = new PriorityParts(3, 1, 0, 0),
                Need = 33,
                Floor = 10,
                Borrowed = 23,
                Rule = AllocationRule.Need,
            },
        },
        Outlook = new SeriesOutlook
        {
            AccountId = Shop,
            ResourceType = Cores,
            Demand = new PredictedDemand { Mean = 30.9, Intervals = [new DemandInterval(0.9, 27.3, 35.8)] },
            Histories =
            [
                new ModelHistory(ForecastHorizon.Hour, new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero))
                {
                    MostWeeks = 4,
                    Signals =
                    [
                        new SignalUse("orders", true, 0, 0.412, 0.55, "it lowers the error by more than chance"),
                        new SignalUse("weather", false, 0, 0.551, 0.55, "it gains nothing"),
                    ],
                },
            ],
        },
        Predictions =
        [
            new WorkloadPrediction
            {
                AccountId = Shop,
                ResourceType = Cores,
                CycleId = Completed.Id,
                Horizon = ForecastHorizon.Hour,
                FirstTimestamp = Now,
                Mean = [30, 31.234, 31],
                Intervals = [],
                Model = "ets+theta",
                Confidence = "High",
                Candidates = [new("ets", 0.41), new("theta", 0.43), new("arima", 0.47), new("prophet", 0.62), new("naive", 0.9)],
            },
        ],
        Requests =
        [
            Request("1", RequestType.Increase, 2, 20, RequestOutcome.Applied) with { Granted = 22 },
            Request("2", RequestType.Increase, 4, 10, RequestOutcome.Reduced) with
            {
                Granted = 13, OutcomeReason = "the zone is full", Failure = new ProviderFailure(FailureClass.ZoneFull, "ZonalAllocationFailed", "the zone is full"),
            },
        ],
        ServiceLevel = new ServiceLevel(LatencyTargetMs: 200),
        Samples = [.. new[] { 260.0, 190, 420, 240 }.Select((latency, i) => new ServiceLevelSample { At = Now.AddMinutes(-20 + (5 * i)), LatencyMs = latency })],
        Accuracy = new SeriesAccuracy { AccountId = Shop, ResourceType = Cores }.Judged(
            new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero),
            [
                new JudgedPrediction(ForecastHorizon.Hour, "ets+theta", new OutcomeSums
                {
                    // 253 ÷ 288 = 87.8 %; 124.7 ÷ 290 = 0.43; 17 ÷ 8,000 = 0.2 %.
                    Outcomes = 288, Covered = 253, AbsoluteError = 124.7, SignedError = -17, Usage = 8000, Compared = 288, ComparedError = 124.7, NaiveError = 290,
                }),
            ],
            [new ModelInUse(ForecastHorizon.Hour, "ets+theta", Drift: null)]),
    };

    /// <summary>A floor by an operator, and what would have been without it.</summary>
    internal static DecisionRecords Overridden { get; } = Raised with
    {
        Decision = Raised.Decision! with
        {
            ReservedAfter = Zones(("1", 24), ("2", 16)),
            CostPerHourPlanned = 8.08m,
            CostPerHourAfter = 8.08m,
            Unmet = 0,
            Reasons =
            [
                "mean demand 30.9, reservation 30, release below 0.8 of it: no change",
                $"{OverrideText.Describe(Campaign)}; 40 instead of 30",
                "need 33 is met (floor 10)",
            ],
            Overrides = [Campaign],
            Division = new AccountAllocation(Shop, 33, 3, ["need 33 is met (floor 10)"])
            {
                PriorityParts = new PriorityParts(3, 0, 0, 0),
                Need = 33,
                Floor = 10,
                Borrowed = 23,
                Rule = AllocationRule.Need,
            },
            EffectivePriority = 3,
            WithoutOverrides = new DecisionWithoutOverrides { Mode = OperatingMode.Enforce, Reserved = 30, CostPerHour = 6.1m, Allocated = 30, Unmet = 3 },
        },
        Requests =
        [
            Request("1", RequestType.Increase, 4, 20, RequestOutcome.Pending) with { ReadyAt = Now.AddMinutes(10) },
            Request("2", RequestType.Increase, 6, 10, RequestOutcome.Applied) with { Granted = 16 },
        ],
        ServiceLevel = null,
        Samples = [],
        Accuracy = null,
    };

    internal static DecisionRecords Recommended { get; } = Overridden with
    {
        Decision = Overridden.Decision! with
        {
            Mode = OperatingMode.Recommend,
            Overrides = [],
            WithoutOverrides = null,
            Reasons = ["mean demand 37.2 exceeds the reservation 30: increase by 10", "need 33 is met (floor 10)"],
            AllocatedAfter = 28,
            CostPerHourAfter = 8.08m,
        },
        Requests = [Request("1", RequestType.Increase, 4, 20, RequestOutcome.Recommended), Request("2", RequestType.Increase, 6, 10, RequestOutcome.Recommended)],
    };

    /// <summary>Usage is too old to act on.</summary>
    internal static DecisionRecords Stale { get; } = Held(
        "the newest usage is from 2026-11-24 00:05 UTC, older than 30 minutes", [], usageMinutes: 120);

    /// <summary>Everything is frozen.</summary>
    internal static DecisionRecords Frozen { get; } = FrozenBy(Held(null, [$"{OverrideText.Describe(Freeze)}; nothing changes"], usageMinutes: 5));

    /// <summary>Models have drifted, something stood in, and nothing is released.</summary>
    internal static DecisionRecords Doubted { get; } = Raised with
    {
        Decision = Raised.Decision! with
        {
            ReservedAfter = Raised.Decision.ReservedBefore,
            CostPerHourPlanned = 6.1m,
            CostPerHourAfter = 6.1m,
            AllocatedAfter = 28,
            Unmet = 0,
            FallbackReason = "no value of orders for all of the time that is forecast: what is usual stands in",
            Reasons =
            [
                "intervals widened 1.5-fold: safety, fallback (no value of orders for all of the time that is forecast: what is usual stands in)",
                "mean demand 20.1, reservation 30, release below 0.8 of it: decrease by 6",
                "nothing is released: safety, drift (forecasts over PT1H miss by 2.1 deviations instead of 0.9 since the models were trained: they are chosen anew); 30 instead of 24",
                "bound by decreaseCoolDownMinutes 10 until 2026-11-24T02:10Z: 30 instead of 24",
                "no value of orders for all of the time that is forecast: what is usual stands in",
                "forecasts over PT1H miss by 2.1 deviations instead of 0.9 since the models were trained: they are chosen anew",
                "lends 4 of its guarantee 10: need is 6",
                "need 6 is met (floor 6)",
            ],
            Division = new AccountAllocation(Shop, 28, 3, ["lends 4 of its guarantee 10: need is 6", "need 6 is met (floor 6)", "keeps 22: it was given units at 2026-11-24T01:55Z, which stay for 15 minutes"])
            {
                PriorityParts = new PriorityParts(2, 0, 0, 1),
                Need = 6,
                Floor = 6,
                Lent = 4,
                Rule = AllocationRule.Exempt,
            },
            EffectivePriority = 3,
        },
        Outlook = Raised.Outlook! with
        {
            FallbackReason = "no value of orders for all of the time that is forecast: what is usual stands in",
            DriftReason = "forecasts over PT1H miss by 2.1 deviations instead of 0.9 since the models were trained: they are chosen anew",
            Doubts = [new ForecastDoubt(DoubtKind.Coverage, "outcomes of late had intervals widened 1.6-fold")],
        },
        Requests = [],
    };

    /// <summary>A row of an earlier version: no terms, no division, no outlook.</summary>
    internal static DecisionRecords Older { get; } = new()
    {
        Cycle = Completed,
        AccountId = Shop,
        ResourceType = Cores,
        Decision = Raised.Decision! with { Terms = null, Division = null, CostPerHourAfter = null, Forecasts = [] },
    };

    /// <summary>The cycle failed after the forecasts.</summary>
    internal static DecisionRecords Failed { get; } = Raised with
    {
        Cycle = Completed with { Status = CycleStatus.Failed, Reason = "RequestFailedException: the table service did not answer" },
        Decision = null,
        Outlook = Raised.Outlook! with { UsageNow = 27.456, UsageAt = Now.AddMinutes(-5) },
        Predictions = [],
        Requests = [],
        ServiceLevel = null,
        Samples = [],
        Accuracy = null,
    };

    internal static IReadOnlyDictionary<string, DecisionRecords> All { get; } = new Dictionary<string, DecisionRecords>(StringComparer.Ordinal)
    {
        [nameof(Raised)] = Raised,
        [nameof(Overridden)] = Overridden,
        [nameof(Recommended)] = Recommended,
        [nameof(Stale)] = Stale,
        [nameof(Frozen)] = Frozen,
        [nameof(Doubted)] = Doubted,
        [nameof(Older)] = Older,
        [nameof(Failed)] = Failed,
    };

    private static DecisionRecords Held(string? holdReason, IReadOnlyList<string> reasons, int usageMinutes) => Raised with
    {
        Decision = Raised.Decision! with
        {
            UsageAt = Now.AddMinutes(-usageMinutes),
            HoldReason = holdReason,
            Reasons = holdReason is null ? reasons : [$"held: {holdReason}; nothing changes"],
            Forecasts = holdReason is null ? Raised.Decision.Forecasts : [],
            ReservedAfter = Raised.Decision.ReservedBefore,
            CostPerHourPlanned = 6.1m,
            CostPerHourAfter = 6.1m,
            AllocatedAfter = 28,
            Unmet = 0,
            EffectivePriority = 3,
            Division = new AccountAllocation(Shop, 28, 3, [$"held: {holdReason}"]) { Rule = AllocationRule.Held },
        },
        Outlook = null,
        Predictions = [],
        Requests = [],
        ServiceLevel = null,
        Samples = [],
        Accuracy = null,
    };

    private static DecisionRecords FrozenBy(DecisionRecords held) => held with
    {
        Decision = held.Decision! with
        {
            Overrides = [Freeze],
            Division = held.Decision.Division! with { Reasons = [OverrideText.Describe(Freeze)] },
            WithoutOverrides = new DecisionWithoutOverrides { Mode = OperatingMode.Enforce, Reserved = 36, CostPerHour = 7.27m, Allocated = 33 },
        },
    };

    private static Dictionary<string, decimal> Zones(params (string Zone, decimal Units)[] zones) =>
        zones.ToDictionary(zone => zone.Zone, zone => zone.Units, StringComparer.Ordinal);

    private static ReservationRequest Request(string zone, RequestType type, decimal amount, decimal before, RequestOutcome outcome) => new()
    {
        Id = $"{Completed.Id}|shop|cores|{zone}",
        CycleId = Completed.Id,
        AccountId = Shop,
        ResourceType = Cores,
        Zone = zone,
        Timestamp = Now,
        RequestType = type,
        Amount = amount,
        Before = before,
        Target = type == RequestType.Increase ? before + amount : before - amount,
        Reason = "test",
        Outcome = outcome,
    };
}
