using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ZoneMoveTests
{
    [Theory]
    [InlineData(0.21, 0.2079, 10, 0)] // a percent cheaper
    [InlineData(0.21, 0.2, 10, 0)] // exactly 5 %: 0.2 × 1.05 = 0.21
    [InlineData(0.21, 0.1999, 0, 10)]
    public void Plan_MoveTolerance_KeepsUnitsThroughSmallDifferences(double here, double there, int stays, int moves)
    {
        AccountReservationPlan plan = Plan(new ZoneRules { MoveTolerance = 0.05m }, (decimal)here, (decimal)there, held: 10, mean: 10);

        Assert.Equal((stays, moves), ((int)plan.ByZone["1"], (int)plan.ByZone["2"]));
    }

    [Theory]
    [InlineData(24, 10, 0)] // 2.4 ÷ 24 = 0.1 an hour, and 0.2 + 0.1 is not below 0.3
    [InlineData(25, 0, 10)] // 0.096
    public void Plan_MoveCost_IsPaidBackByLowerPricesOrNothingMoves(int hours, int stays, int moves)
    {
        ZoneRules rules = new() { MoveCostPerUnit = 2.4m, MoveAmortisationHours = hours };

        AccountReservationPlan plan = Plan(rules, 0.3m, 0.2m, held: 10, mean: 10);

        Assert.Equal((stays, moves), ((int)plan.ByZone["1"], (int)plan.ByZone["2"]));
    }

    [Fact]
    public void Plan_MoveThatDoesNotPay_SaysSo() => Reasons.Say(
        Plan(new ZoneRules { MoveTolerance = 0.05m }, 0.21m, 0.2m, held: 10, mean: 10).Reasons,
        "10 stay where they are: moving them would save 0.1 an hour, which is less than moving costs");

    [Fact]
    public void Plan_Growth_GoesToTheCheapestZoneWhateverMovingCosts()
    {
        AccountReservationPlan plan = Plan(new ZoneRules { MoveTolerance = 0.5m }, 0.21m, 0.2m, held: 10, mean: 16);

        Assert.Equal((10m, 6m), (plan.ByZone["1"], plan.ByZone["2"]));
    }

    [Fact]
    public void Plan_Release_ComesFromTheDearestZone()
    {
        AccountReservationState account = Account("a", 0, 1) with { Reserved = InZones(10, 10) };
        ReservationPlanningInput input = Input(account) with
        {
            Policy = new ReservationPolicy { Zones = new ZoneRules { MoveTolerance = 0.5m } },
            Zones = [new ZoneOffer("1", 0.2m, 50), new ZoneOffer("2", 0.21m, 50)],
        };

        AccountReservationPlan plan = PlanOne(input); // a fifth of 20

        Assert.Equal((10m, 6m), (plan.ByZone["1"], plan.ByZone["2"]));
    }

    [Fact]
    public void Plan_BudgetTooSmallForTheTarget_BuysCapacityByMoving()
    {
        // 12 cost 10 × 0.21 + 2 × 0.2 = 2.5 where they are, and 2.4 in zone 2: the budget makes the move worth it.
        AccountReservationState account = Account("a", 10, 12);
        ReservationPlanningInput input = Input(account) with
        {
            Policy = new ReservationPolicy { Zones = new ZoneRules { MoveTolerance = 0.5m }, Limits = new ReservationLimits { BudgetPerHour = 2.4m } },
            Zones = [new ZoneOffer("1", 0.21m, 50), new ZoneOffer("2", 0.2m, 50)],
        };

        Assert.Equal(12, PlanOne(input).ByZone["2"]);
    }

    private static AccountReservationPlan Plan(ZoneRules rules, decimal here, decimal there, decimal held, double mean) =>
        PlanOne(Input(Account("a", held, mean)) with
        {
            Policy = new ReservationPolicy { Zones = rules },
            Zones = [new ZoneOffer("1", here, 50), new ZoneOffer("2", there, 50)],
        });
}
