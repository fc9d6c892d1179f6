using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Policies;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class CostOptimalPolicyTests
{
    private static readonly ReservationPolicy CostOptimal =
        new() { Name = ReservationPolicyNames.CostOptimal, CostOptimal = new CostOptimalParameters(9) };

    // 100 ± 10 × 1.6448536: a normal demand with mean 100 and deviation 10.
    private static readonly DemandInterval Ninety = new(0.9, 83.551464, 116.448536);

    // Python 3: statistics.NormalDist().inv_cdf(p)
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446008)]
    [InlineData(0.95, 1.6448536269514715)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(0.3, -0.5244005127080409)]
    public void NormalQuantile_KnownProbabilities_MatchPython(double probability, double expected) =>
        Assert.Equal(expected, NormalQuantile.At(probability), tolerance: 4e-9); // the approximation's relative error is 1.2e-9

    [Theory]
    [InlineData(0.9, 112.815516)] // 100 + 10 × 1.2815516: between mean and bound
    [InlineData(0.95, 116.448536)] // the bound itself
    [InlineData(0.99, 123.263479)] // beyond: 100 + 10 × 2.3263479
    [InlineData(0.5, 100)]
    [InlineData(0.1, 87.184484)]
    public void DemandQuantile_NormalDemand_IsTheNormalQuantile(double probability, double expected) =>
        Assert.Equal(expected, DemandQuantile.At(new PredictedDemand { Mean = 100, Intervals = [Ninety] }, probability), tolerance: 1e-5);

    [Fact]
    public void DemandQuantile_MeanAboveItsInterval_NeverFalls()
    {
        PredictedDemand skewed = new() { Mean = 5, Intervals = [new DemandInterval(0.5, 0, 2), new DemandInterval(0.9, 0, 20)] };

        double previous = double.NegativeInfinity;
        for (int percent = 1; percent < 100; percent++)
        {
            double quantile = DemandQuantile.At(skewed, percent / 100.0);
            Assert.True(quantile >= previous && quantile >= 0, $"{percent} %: {quantile} after {previous}");
            previous = quantile;
        }
    }

    [Fact]
    public void Plan_OneZone_ReservesTheNewsvendorQuantile()
    {
        // 9 ÷ (9 + 1) = 0.9: 112.8 from 100 is 12.8, up to 13.
        AccountReservationPlan plan = PlanOne(CostOptimal, Account("a", 100, 100, Ninety));

        Assert.Equal(113, plan.Target);
        Assert.Contains("demand quantile 0.9 (shortage cost 9, price 1)", plan.Reasons[0], StringComparison.Ordinal);
    }

    /// <summary>What earlier outcomes teach: 112.8 + 4.3 is 117.1, and never below nothing.</summary>
    [Theory]
    [InlineData(4.3, 118)]
    [InlineData(-500, 0)]
    public void Plan_DemandWithACorrection_MovesTheQuantile(double correction, int target)
    {
        AccountReservationState account = Account("a", 100, 100, Ninety);

        AccountReservationPlan plan = PlanOne(CostOptimal, account with { Demand = account.Demand! with { Correction = correction } });

        Assert.Equal(target, plan.Target);
    }

    [Fact]
    public void Plan_TooMuchHeld_ReleasesDownToTheQuantile() =>
        Assert.Equal(113, PlanOne(CostOptimal, Account("a", 150, 100, Ninety)).Target); // 150 − 112.8 = 37.2, down to 37

    [Fact]
    public void Plan_DearerZone_IsUsedOnlyForUnitsThatStillPayThere()
    {
        // At price 1 the quantile is 112.8, at price 9 (9 ÷ 18 = 0.5) it is 100. The cheap zone can hold 105: unit 106 would have to go
        // to the dear zone, where only 100 pay.
        ReservationPlanningInput input = Input(Account("a", 0, 100, Ninety)) with { Policy = CostOptimal };

        Assert.Equal(105, PlanOne(input with { Zones = [new ZoneOffer("1", 1, 105), new ZoneOffer("2", 9, 500)] }).Target);
        Assert.Equal(100, PlanOne(input with { Zones = [new ZoneOffer("1", 1, 20), new ZoneOffer("2", 9, 500)] }).Target);
    }

    [Fact]
    public void Plan_LessThanTheQuantileCanBeHeld_TheRestIsUnmet()
    {
        ReservationPlan plan = CapacityReservationManager.Plan(
            Input(Account("a", 0, 100, Ninety)) with { Policy = CostOptimal, Zones = [new ZoneOffer("1", 1, 50)] });

        Assert.Equal(50, plan.Accounts[0].Target);
        Assert.Equal(63, Assert.Single(plan.Unmet).Amount);
    }

    [Fact]
    public void Plan_NoInterval_ReservesTheMeanAndSaysSo()
    {
        AccountReservationPlan plan = PlanOne(CostOptimal, Account("a", 0, 100));

        Assert.Equal(100, plan.Target);
        Reasons.Say(plan.Reasons, "the forecast has no interval, so its mean stands for every quantile");
    }

    [Fact]
    public void Plan_WithoutShortageCost_IsRefusedByName()
    {
        ReservationPlanningInput input = Input(Account("a", 0, 1)) with { Policy = CostOptimal with { CostOptimal = null } };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => CapacityReservationManager.Plan(input));
        Assert.Contains("$.policy.costOptimal must be given", exception.Message, StringComparison.Ordinal);
    }
}
