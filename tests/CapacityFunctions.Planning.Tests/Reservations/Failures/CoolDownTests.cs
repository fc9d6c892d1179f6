using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations.Failures;

public sealed class CoolDownTests
{
    private static readonly CoolDown ZoneOne = new()
    {
        ResourceType = new ResourceType("cpu"),
        Zone = "1",
        Until = Now.AddMinutes(55),
        Failure = new ProviderFailure(FailureClass.ZoneFull, "ZonalAllocationFailed", "no capacity"),
    };

    private static readonly ReservationPlanningInput Two = Input(Account("a", 10, 14)) with
    {
        Family = "cpus",
        Zones = [new ZoneOffer("1", 1, 100), new ZoneOffer("2", 2, 100)],
    };

    [Fact]
    public void Plan_CheapZoneCoolsDown_TheOtherIsRaisedAndTheReasonNamesRefusalAndTime()
    {
        AccountReservationPlan plan = PlanOne(Two with { CoolDowns = [ZoneOne] });

        Assert.Equal((10m, 4m), (plan.ByZone["1"], plan.ByZone["2"]));
        Reasons.Say(plan.Reasons, "zone 1 is not raised until 2026-11-24T03:00Z: ZonalAllocationFailed, no capacity");
    }

    [Theory]
    [InlineData("cpu", null, null, 10)]
    [InlineData("memory", null, null, 14)]
    [InlineData(null, "cpus", null, 10)]
    [InlineData(null, "gpus", null, 14)]
    [InlineData(null, null, "1", 14)] // all of zone 1; zone 2 is left
    [InlineData(null, null, null, 10)]
    public void Plan_Scope_DecidesWhatIsNotRaised(string? type, string? family, string? zone, int target)
    {
        CoolDown coolDown = ZoneOne with { ResourceType = type is null ? null : new ResourceType(type), Family = family, Zone = zone };

        Assert.Equal(target, PlanOne(Two with { CoolDowns = [coolDown] }).Target);
    }

    [Fact]
    public void Plan_NothingCanBeRaised_IsUnmetForTheRefusal()
    {
        UnmetReservation unmet = Assert.Single(CapacityReservationManager.Plan(Two with { CoolDowns = [ZoneOne with { Zone = null }] }).Unmet);

        Assert.Equal(4, unmet.Amount);
        Assert.Equal(
            "the zones have no more: 10 of 14 can be held; zone 1 is not raised until 2026-11-24T03:00Z: ZonalAllocationFailed, no capacity",
            unmet.Reason);
    }

    [Fact]
    public void Plan_CoolDownIsOver_CountsForNothing() =>
        Assert.Equal(14, PlanOne(Two with { CoolDowns = [ZoneOne with { Until = Now }] }).ByZone["1"]);

    [Fact]
    public void Plan_Release_GoesOnAndSaysNothingOfIt()
    {
        AccountReservationPlan plan = PlanOne(Two with { Accounts = [Account("a", 100, 1)], CoolDowns = [ZoneOne] });

        Assert.Equal(80, plan.Target);
        Assert.DoesNotContain(plan.Reasons, reason => reason.Contains("not raised", StringComparison.Ordinal));
    }
}
