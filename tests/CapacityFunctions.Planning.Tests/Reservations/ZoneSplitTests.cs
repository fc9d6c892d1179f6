using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ZoneSplitTests
{
    private static readonly ZoneOffer[] Offers = [new("1", 3, 50), new("2", 1, 50), new("3", 2, 50)];

    [Theory]
    [InlineData(1, 0, 0, 10, 0)] // nothing asked for: all in the cheapest zone
    [InlineData(0.6, 0, 0, 6, 4)] // at most 6 in one zone
    [InlineData(0.5, 0, 0, 5, 5)]
    [InlineData(0.4, 0, 2, 4, 4)] // 4 + 4 leaves 2 for the dearest
    [InlineData(1, 0.5, 0, 5, 5)] // 10 − x ≥ 5
    public void Plan_ZoneRules_GiveTheCheapestSplit(double maxShare, double survive, int first, int second, int third)
    {
        ZoneRules rules = new() { MaxShare = (decimal)maxShare, SurviveZoneLoss = (decimal)survive };

        AccountReservationPlan plan = PlanOne(Input(Account("a", 0, 10)) with { Policy = new ReservationPolicy { Zones = rules }, Zones = Offers });

        Assert.Equal((first, second, third), (plan.ByZone["1"], plan.ByZone["2"], plan.ByZone["3"]));
        Assert.DoesNotContain(plan.Reasons, reason => reason.Contains("relaxed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.6, 0, 0, "zone 2 is bound by maxShare 0.6: 6 instead of 10")]
    [InlineData(1, 0.5, 0, "zone 2 is bound by surviveZoneLoss 0.5: 5 instead of 10")]
    [InlineData(1, 0, 3, "zone 1 is bound by what runs there: 3 instead of 0")]
    public void Plan_RuleThatKeepsUnitsFromTheCheapestZone_IsNamed(double maxShare, double survive, int running, string words)
    {
        ZoneRules rules = new() { MaxShare = (decimal)maxShare, SurviveZoneLoss = (decimal)survive };
        AccountReservationState account = Account("a", running, 10) with { Running = InZones(running) };

        Reasons.Say(PlanOne(Input(account) with { Policy = new ReservationPolicy { Zones = rules }, Zones = Offers }).Reasons, words);
    }

    [Fact]
    public void Plan_DemandThatStaysInItsZone_IsNamed()
    {
        // 30 % of 10 stay where they are predicted: 3 of them in zone 1.
        AccountReservationState account = Account("a", 0, 10) with
        {
            Demand = new PredictedDemand { Mean = 10, ByZone = new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 1 } },
        };

        Reasons.Say(
            PlanOne(Input(account) with { Policy = new ReservationPolicy { Zones = new ZoneRules { FlexibleShare = 0.7m } }, Zones = Offers }).Reasons,
            "zone 1 is bound by flexibleShare 0.7: 3 instead of 0");
    }

    [Fact]
    public void Plan_Costs_AreThoseBeforeAndAfter()
    {
        AccountReservationState account = Account("a", 0, 6) with { Reserved = InZones(0, 0, 6) };

        AccountReservationPlan plan = PlanOne(Input(account) with { Zones = Offers });

        Assert.Equal((6 * Offers[2].PricePerUnitHour, 6 * Offers[1].PricePerUnitHour), (plan.CostPerHourBefore, plan.CostPerHourAfter));
    }

    [Theory]
    [InlineData(0.6, 0, "relaxed: maxShare", 10)] // a second zone can hold 2 only
    [InlineData(0.6, 0.5, "relaxed: maxShare, surviveZoneLoss", 10)]
    [InlineData(1, 0.5, "relaxed: maxShare, surviveZoneLoss", 10)]
    public void Plan_InfeasibleRules_AreRelaxedInTheirOrderAndNamed(double maxShare, double survive, string words, int inFirst)
    {
        ZoneRules rules = new() { MaxShare = (decimal)maxShare, SurviveZoneLoss = (decimal)survive };

        AccountReservationPlan plan = PlanOne(Input(Account("a", 0, 10)) with
        {
            Policy = new ReservationPolicy { Zones = rules },
            Zones = [new ZoneOffer("1", 1, 50), new ZoneOffer("2", 2, 2)],
        });

        Assert.Equal(inFirst, plan.ByZone["1"]);
        Assert.EndsWith(words, plan.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OneUnitUnderAShareLimit_IsPlacedAndSaysWhatItBroke()
    {
        // A share of at most 0.6 of one unit is no whole unit. The contract's limit is "at most", so it is not rounded up but relaxed.
        AccountReservationPlan plan = PlanOne(Input(Account("a", 0, 1)) with
        {
            Policy = new ReservationPolicy { Zones = new ZoneRules { MaxShare = 0.6m } },
            Zones = Offers,
        });

        Assert.Equal(1, plan.ByZone["2"]);
        Assert.EndsWith("relaxed: maxShare", plan.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DemandByZone_KeepsItsInflexiblePartInPlace()
    {
        // (1 − 0.7) × 10 × 0.5 = 1.5, up to 2, in zone 1; 0.3 × 10 × 0.3 = 0.9, up to 1, in zone 3.
        AccountReservationState account = Account("a", 0, 10);
        account = account with { Demand = account.Demand! with { ByZone = new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 0.5, ["2"] = 0.2, ["3"] = 0.3 } } };

        AccountReservationPlan plan = PlanOne(Input(account) with
        {
            Policy = new ReservationPolicy { Zones = new ZoneRules { FlexibleShare = 0.7m } },
            Zones = Offers,
        });

        Assert.Equal((2m, 7m, 1m), (plan.ByZone["1"], plan.ByZone["2"], plan.ByZone["3"]));
    }

    [Fact]
    public void Plan_DistributionThatNoZoneCanHold_IsRelaxedLast()
    {
        AccountReservationState account = Account("a", 0, 10);
        account = account with { Demand = account.Demand! with { ByZone = new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 1 } } };

        AccountReservationPlan plan = PlanOne(Input(account) with
        {
            Policy = new ReservationPolicy { Zones = new ZoneRules { FlexibleShare = 0 } },
            Zones = [new ZoneOffer("1", 3, 4), new ZoneOffer("2", 1, 50)],
        });

        Assert.Equal((0m, 10m), (plan.ByZone["1"], plan.ByZone["2"]));
        Assert.EndsWith("relaxed: maxShare, surviveZoneLoss, demand distribution", plan.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_EqualPrices_KeepWhatIsHeldThenGoByName()
    {
        ZoneOffer[] equal = [new("1", 1, 50), new("2", 1, 50), new("3", 1, 50)];
        AccountReservationState account = Account("a", 0, 9) with { Reserved = InZones(0, 2, 4) };

        AccountReservationPlan plan = PlanOne(Input(account) with { Zones = equal });

        Assert.Equal((3m, 2m, 4m), (plan.ByZone["1"], plan.ByZone["2"], plan.ByZone["3"]));
    }

    [Fact]
    public void Plan_CheaperZoneHasRoom_UnitsMoveAndReleasesComeFirst()
    {
        AccountReservationState account = Account("a", 0, 6) with { Reserved = InZones(0, 0, 6) };

        AccountReservationPlan plan = PlanOne(Input(account) with { Zones = Offers });

        Assert.Equal(
            [new ZoneRequest("3", RequestType.Decrease, 6), new ZoneRequest("2", RequestType.Increase, 6)],
            plan.Requests);
    }
}
