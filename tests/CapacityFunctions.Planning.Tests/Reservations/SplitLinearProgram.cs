using CapacityFunctions.Planning.Reservations;
using Google.OrTools.LinearSolver;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>
/// The contract's rules on zones as a linear program, solved by GLOP. Fractions are allowed, so its value is a lower bound of every split in
/// whole units; where the bounds of the rules are whole numbers it is reached by one.
/// </summary>
internal static class SplitLinearProgram
{
    /// <param name="input">One account, a unit of 1.</param>
    /// <param name="target">Units to spread.</param>
    /// <param name="relaxed">How many rules are dropped, in the contract's order.</param>
    /// <param name="wholeBounds">Rounds the limits of the rules to the whole numbers that a split in whole units has to keep anyway.</param>
    /// <returns>The lowest charged price; null when there is no split.</returns>
    internal static double? LowestCost(ReservationPlanningInput input, int target, int relaxed, bool wholeBounds)
    {
        using Solver solver = Solver.CreateSolver("GLOP");
        AccountReservationState account = input.Accounts[0];
        ZoneRules rules = input.Policy.Zones;
        double mean = account.Demand!.Mean;
        Variable[] amounts = new Variable[input.Zones.Count];
        Objective objective = solver.Objective();
        LinearExpr total = new();
        for (int zone = 0; zone < amounts.Length; zone++)
        {
            ZoneOffer offer = input.Zones[zone];
            double held = (double)account.Reserved[offer.Zone];
            double least = (double)account.Running[offer.Zone];
            if (relaxed < 3)
            {
                least = Math.Max(least, AtLeast((1 - (double)rules.FlexibleShare) * mean * account.Demand.ByZone[offer.Zone]));
            }

            double most = held + (double)offer.Available;
            if (relaxed < 1)
            {
                most = Math.Min(most, AtMost((double)rules.MaxShare * target));
            }

            if (least > most)
            {
                return null;
            }

            amounts[zone] = solver.MakeNumVar(least, most, offer.Zone);
            Variable raised = solver.MakeNumVar(0, double.PositiveInfinity, $"raised {offer.Zone}");
            solver.Add(raised >= amounts[zone] - held);
            objective.SetCoefficient(amounts[zone], (double)offer.PricePerUnitHour);
            objective.SetCoefficient(
                raised, (double)((rules.MoveTolerance * offer.PricePerUnitHour) + (rules.MoveCostPerUnit / rules.MoveAmortisationHours)));
            total += amounts[zone];
        }

        solver.Add(total == target);
        for (int lost = 0; lost < amounts.Length && relaxed < 2; lost++)
        {
            solver.Add(total - amounts[lost] >= AtLeast((double)rules.SurviveZoneLoss * mean));
        }

        objective.SetMinimization();
        return solver.Solve() == Solver.ResultStatus.OPTIMAL ? objective.Value() : null;

        double AtLeast(double bound) => wholeBounds ? Math.Ceiling(bound - 1e-9) : bound;
        double AtMost(double bound) => wholeBounds ? Math.Floor(bound + 1e-9) : bound;
    }
}
