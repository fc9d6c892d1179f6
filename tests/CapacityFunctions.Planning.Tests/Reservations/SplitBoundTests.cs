using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>Splits of cases too large to try every one, against linear programming.</summary>
public sealed class SplitBoundTests
{
    private const int Cases = 1000;
    private const int MostRelaxed = 3;

    [Fact]
    public void Plan_ThousandLargeCases_ReachTheBoundOfTheLinearProgram()
    {
        Random random = new(20261124);
        int kept = 0;
        int moved = 0;
        for (int i = 0; i < Cases; i++)
        {
            ReservationPlanningInput input = Case(random);
            AccountReservationPlan plan = PlanBuilder.PlanOne(input);
            int target = (int)plan.Target;
            double cost = (double)SplitReference.ChargedCost(input, [.. input.Zones.Select(offer => (int)plan.ByZone[offer.Zone])]);

            int relaxed = 0;
            double? bound;
            while ((bound = SplitLinearProgram.LowestCost(input, target, relaxed, wholeBounds: true)) is null && relaxed < MostRelaxed)
            {
                relaxed++;
            }

            // GLOP's own tolerance is 1e-7 of each bound.
            Assert.NotNull(bound);
            Assert.Equal(bound.Value, cost, tolerance: 1e-6 * Math.Max(1, cost));
            Assert.True(SplitLinearProgram.LowestCost(input, target, relaxed, wholeBounds: false) <= cost + (1e-6 * Math.Max(1, cost)));
            kept += relaxed == 0 ? 1 : 0;
            moved += plan.Requests.Select(request => request.RequestType).Distinct().Count() > 1 ? 1 : 0;
        }

        // The cases are worth something only if rules hold in many and break in some, and units move in many.
        Assert.InRange(kept, Cases / 2, Cases - 20);
        Assert.InRange(moved, Cases / 5, Cases);
    }

    /// <summary>3 to 12 zones with up to 400 units each. What runs is held, so that the last relaxation never happens.</summary>
    private static ReservationPlanningInput Case(Random random)
    {
        int zones = random.Next(3, 13);
        string[] names = [.. Enumerable.Range(1, zones).Select(zone => $"{zone}")];
        Dictionary<string, decimal> held = names.ToDictionary(name => name, _ => (decimal)random.Next(0, 400), StringComparer.Ordinal);
        double[] weights = [.. names.Select(_ => random.NextDouble())];
        double mean = (double)held.Values.Sum() * (0.6 + (0.6 * random.NextDouble()));
        AccountReservationState account = new()
        {
            AccountId = new AccountId("a"),
            Mode = OperatingMode.Enforce,
            Reserved = held,
            Running = held.ToDictionary(zone => zone.Key, zone => Math.Floor(zone.Value * (decimal)random.NextDouble() / 2), StringComparer.Ordinal),
            Demand = new PredictedDemand
            {
                Mean = mean,
                ByZone = names.Zip(weights).ToDictionary(pair => pair.First, pair => pair.Second / weights.Sum(), StringComparer.Ordinal),
            },
        };
        return PlanBuilder.Input(account) with
        {
            Zones = [.. names.Select(name => new ZoneOffer(name, Math.Round(0.1m + (0.2m * (decimal)random.NextDouble()), 4), random.Next(0, 300)))],
            Policy = new ReservationPolicy
            {
                Zones = new ZoneRules
                {
                    MaxShare = Math.Min(1, (decimal)(1.2 + (2.5 * random.NextDouble())) / zones),
                    SurviveZoneLoss = 0.5m + (0.4m * (decimal)random.NextDouble()),
                    FlexibleShare = 0.5m + (0.5m * (decimal)random.NextDouble()),
                    MoveTolerance = random.Next(2) * 0.05m,
                    MoveCostPerUnit = random.Next(2) * 0.5m,
                },
            },
            Overrides = [PlanBuilder.Instruction(OverrideKind.ReservationFloor, (decimal)(mean * (0.9 + (0.3 * random.NextDouble()))))],
        };
    }
}
