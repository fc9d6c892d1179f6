using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>What releases make available in the same cycle: exactly what the order of requests carries out before the increases.</summary>
public sealed class ReleasedCapacityTests
{
    // Zone 1 has nothing left. a releases a fifth of 50; b wants 8 more.
    private static readonly AccountReservationState Shrinks = Account("a", 50, 1);
    private static readonly AccountReservationState Grows = Account("b", 10, 18);

    [Fact]
    public void Plan_EnforcedRelease_ServesALaterIncrease() => Assert.Equal([40m, 18m], Targets(Shrinks, Grows));

    [Fact]
    public void Plan_RecommendedRelease_ServesNobody() =>
        Assert.Equal([40m, 10m], Targets(Shrinks with { Mode = OperatingMode.Recommend }, Grows));

    [Fact]
    public void Plan_RecommendedIncrease_DoesNotCountOnReleases() =>
        Assert.Equal([40m, 10m], Targets(Shrinks, Grows with { Mode = OperatingMode.Recommend }));

    [Fact]
    public void Plan_ReleaseThatIsHalfOfAMove_ServesNobody()
    {
        // a leaves the full zone 1 for the cheaper zone 2 and shrinks by 10: its increase in zone 2 comes first, so nothing is free in time.
        ReservationPlan plan = CapacityReservationManager.Plan(Input(Shrinks, Grows) with
        {
            Zones = [new ZoneOffer("1", 2, 0), new ZoneOffer("2", 1, 40)],
        });

        Assert.Equal((0m, 40m), (plan.Accounts[0].ByZone["1"], plan.Accounts[0].ByZone["2"]));
        Assert.Equal(10, plan.Accounts[1].Target);
    }

    private static IEnumerable<decimal> Targets(params AccountReservationState[] accounts) =>
        CapacityReservationManager.Plan(Input(accounts) with { Zones = [new ZoneOffer("1", 1, 0)] }).Accounts.Select(account => account.Target);
}
