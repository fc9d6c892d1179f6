using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Trails;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ReservationTrailTests
{
    [Theory]
    [InlineData(2.0, 0.0, 12)] // 10 run
    [InlineData(0.0, 0.25, 13)] // 10 + 2.5, up
    [InlineData(2.0, 0.25, 13)] // the larger
    [InlineData(0.0, 0.0, 10)]
    public void Plan_Buffer_StaysAboveWhatRuns(double units, double share, int target)
    {
        ReservationPolicy policy = new() { ReleaseBelow = 0.1m, Limits = new ReservationLimits { Buffer = new CapacityBuffer((decimal)units, (decimal)share) } };

        // A tenth of 100 is 10: as little as what runs.
        Assert.Equal(target, PlanOne(policy, Account("a", 100, 1) with { Running = InZones(10) }).Target);
    }

    [Fact]
    public void Plan_BufferAboveTheReservation_RaisesItUpToTheMaximum()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { Buffer = new CapacityBuffer(3) } };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 10, 10) with { Running = InZones(10), Maximum = 12 });

        Assert.Equal(12, plan.Target);
        Reasons.Say(plan.Reasons, "bound by what runs and the buffer above it: 12 instead of 10");
    }

    [Theory]
    [InlineData(-4, null, 100)]
    [InlineData(null, -9, 100)]
    [InlineData(-30, -9, 100)] // the later of both
    [InlineData(-10, null, 80)] // over at this very minute
    [InlineData(null, null, 80)]
    public void Plan_DecreaseCoolDown_WaitsAfterAnyChange(int? increased, int? decreased, int target)
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { DecreaseCoolDownMinutes = 10 } };
        ReservationTrail trail = new() { IncreasedAt = Ago(increased), DecreasedAt = Ago(decreased) };

        Assert.Equal(target, PlanOne(policy, Account("a", 100, 1) with { Trail = trail }).Target);
    }

    [Fact]
    public void Plan_DecreaseCoolDown_NamesItsEndAndLetsIncreasesThrough()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { DecreaseCoolDownMinutes = 10 } };
        ReservationTrail trail = new() { IncreasedAt = Ago(-4) };

        Reasons.Say(
            PlanOne(policy, Account("a", 100, 1) with { Trail = trail }).Reasons,
            "bound by decreaseCoolDownMinutes 10 until 2026-11-24T02:11Z: 100 instead of 80");
        Assert.Equal(120, PlanOne(policy, Account("a", 100, 120) with { Trail = trail }).Target);
    }

    [Fact]
    public void Plan_Stabilisation_LowersToTheHighestWishOfTheWindow()
    {
        // Wanted now: 80. Within 15 minutes 90 was wanted; the 110 of 20 minutes ago is too old.
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 15 } };
        ReservationTrail trail = new() { Wishes = [new(Now.AddMinutes(-20), 110), new(Now.AddMinutes(-10), 90), new(Now.AddMinutes(-5), 70)] };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 100, 1) with { Trail = trail });

        Assert.Equal(90, plan.Target);
        Reasons.Say(plan.Reasons, "bound by stabilisation: the most wanted within 15 minutes is 90, so 90 instead of 80");
        Assert.Equal([90m, 70m, 80m], plan.Trail.Wishes.Select(wish => wish.Units));
        Assert.Equal(Now, plan.Trail.Wishes[^1].At);
    }

    [Fact]
    public void Plan_StabilisationWithHigherWishes_NeverRaises()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 15 } };
        ReservationTrail trail = new() { Wishes = [new(Now.AddMinutes(-5), 500)] };

        Assert.Equal(100, PlanOne(policy, Account("a", 100, 1) with { Trail = trail }).Target);
    }

    [Fact]
    public void Plan_SecondAttemptAtTheSameInstant_LooksAtNoWishOfTheFirst()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 15 } };
        ReservationTrail trail = new() { Wishes = [new(Now, 95)] };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 100, 1) with { Trail = trail });

        Assert.Equal(80, plan.Target);
        Assert.Equal(80, Assert.Single(plan.Trail.Wishes).Units);
    }

    [Fact]
    public void Plan_OperatorsPin_IsNotStabilised()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 15 } };
        ReservationTrail trail = new() { Wishes = [new(Now.AddMinutes(-5), 500)] };

        Assert.Equal(30, PlanOne(policy, Account("a", 100, 1) with { Trail = trail }, Instruction(OverrideKind.PinReservation, 30)).Target);
    }

    [Fact]
    public void Plan_HeldAccount_KeepsItsTrailWithoutANewWish()
    {
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 15, DecreaseCoolDownMinutes = 60 } };
        ReservationTrail trail = new() { IncreasedAt = Ago(-30), Wishes = [new(Now.AddMinutes(-10), 90)] };

        ReservationTrail next = PlanOne(policy, Account("a", 100, 1) with { Trail = trail, HoldReason = "stale" }).Trail;

        Assert.Equal(Ago(-30), next.IncreasedAt);
        Assert.Equal(90, Assert.Single(next.Wishes).Units);
    }

    private static DateTimeOffset? Ago(int? minutes) => minutes is { } offset ? Now.AddMinutes(offset) : null;
}
