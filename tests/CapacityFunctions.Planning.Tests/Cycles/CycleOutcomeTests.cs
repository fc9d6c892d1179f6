using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class CycleOutcomeTests
{
    private static readonly CycleId Cycle = CycleId.At(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private static readonly ResourceType Cores = new("cores");

    [Fact]
    public void WithAllocation_EnforcedAndRecommended_EachShowsItsOwn()
    {
        IReadOnlyList<AccountDecision> decisions = CycleOutcome.WithAllocation(
            [Decision("a", OperatingMode.Enforce), Decision("b", OperatingMode.Recommend)],
            Divided(("a", 7), ("b", 0)),
            Divided(("a", 5), ("b", 9)));

        Assert.Equal([7, 9], decisions.Select(decision => decision.AllocatedAfter));
    }

    [Fact]
    public void WithReservations_RefusedRequest_ShowsWhatIsHeldAndWhy()
    {
        ReservationRequest refused = Request("a", RequestType.Increase, RequestOutcome.Refused) with { OutcomeReason = "only 3 are available" };

        AccountDecision decision = Assert.Single(CycleOutcome.WithReservations(
            [Decision("a", OperatingMode.Enforce)], [new Reservation(new AccountId("a"), Cores, "1", 4)], [refused]));

        Assert.Equal(4, decision.ReservedAfter["1"]);
        Assert.Contains("zone 1: only 3 are available", decision.Reasons);
    }

    /// <summary>6 are planned and 2 held: 4 were refused in zone 1, of which another zone gave 3.</summary>
    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void WithReservations_Refused_UnmetIsWhatNoZoneGave(int elsewhere, int unmet)
    {
        ReservationRequest refused = Request("a", RequestType.Increase, RequestOutcome.Refused) with
        {
            Before = 2,
            Target = 6,
            Amount = 4,
            OutcomeReason = "full",
            Failure = new ProviderFailure(FailureClass.ZoneFull, "ZonalAllocationFailed", "full"),
        };

        AccountDecision decision = Assert.Single(CycleOutcome.WithReservations(
            [Decision("a", OperatingMode.Enforce)],
            [new Reservation(new AccountId("a"), Cores, "1", 2), new Reservation(new AccountId("a"), Cores, "2", elsewhere)],
            [refused]));

        Assert.Equal(unmet, decision.Unmet);
        Assert.Contains("zone 1: full (ZoneFull)", decision.Reasons);
    }

    [Fact]
    public void WithReservations_Pending_IsNotHeldAndNotUnmet()
    {
        ReservationRequest pending = Request("a", RequestType.Increase, RequestOutcome.Pending) with { Before = 2, Target = 6, Amount = 4, Granted = 6 };

        AccountDecision decision = Assert.Single(CycleOutcome.WithReservations(
            [Decision("a", OperatingMode.Enforce)], [new Reservation(new AccountId("a"), Cores, "1", 2)], [pending]));

        Assert.Equal(2, decision.ReservedAfter["1"]);
        Assert.Equal(0, decision.Unmet);
        Assert.Contains("zone 1: 6 are under way", decision.Reasons);
    }

    [Fact]
    public void WithAllocation_LessThanWasMissingBefore_KeepsTheLargerUnmet()
    {
        AllocationResult divided = Divided(("a", 5)) with { Unmet = [new UnmetNeed(new AccountId("a"), 2)] };

        AccountDecision decision = Assert.Single(CycleOutcome.WithAllocation([Decision("a", OperatingMode.Enforce) with { Unmet = 3 }], divided, divided));

        Assert.Equal(3, decision.Unmet);
    }

    [Fact]
    public void Summarise_RecommendedDecision_CostsNothingMore()
    {
        CycleSummary summary = CycleOutcome.Summarise(
            [Decision("a", OperatingMode.Enforce), Decision("b", OperatingMode.Recommend) with { HoldReason = "stale" }],
            [
                Request("a", RequestType.Increase, RequestOutcome.Applied),
                Request("a", RequestType.Decrease, RequestOutcome.Applied),
                Request("b", RequestType.Increase, RequestOutcome.Recommended),
                Request("a", RequestType.Increase, RequestOutcome.Refused),
            ],
            shifts: 2,
            (_, zone) => zone == "1" ? 0.5m : 1m);

        // Each holds 2 units in zone 1 before and 6 after: 2 × 2 × 0.5 before; the enforced one's 6 and the other's 2 after.
        Assert.Equal(2m, summary.CostPerHourBefore);
        Assert.Equal(4m, summary.CostPerHourAfter);
        Assert.Equal((1, 1, 1, 1, 2), (summary.Increases, summary.Decreases, summary.FailedRequests, summary.Held, summary.Shifts));
        Assert.Equal((2, 2), (summary.Accounts, summary.Series));
    }

    private static AccountDecision Decision(string account, OperatingMode mode) => new()
    {
        CycleId = Cycle,
        AccountId = new AccountId(account),
        ResourceType = Cores,
        Mode = mode,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 2 },
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 6 },
    };

    private static AllocationResult Divided(params (string Account, decimal Amount)[] amounts) => new(
        [.. amounts.Select(entry => new AccountAllocation(new AccountId(entry.Account), entry.Amount, 1, []))], [], [], 0, GuaranteesFeasible: true);

    private static ReservationRequest Request(string account, RequestType type, RequestOutcome outcome) => new()
    {
        Id = "r",
        CycleId = Cycle,
        AccountId = new AccountId(account),
        ResourceType = Cores,
        Zone = "1",
        Timestamp = Cycle.ScheduledAt,
        RequestType = type,
        Amount = 4,
        Before = 2,
        Target = 6,
        Reason = "demand",
        Outcome = outcome,
    };
}
