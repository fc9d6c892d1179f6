using Google.OrTools.LinearSolver;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// The contract's division as a sequence of linear programs, solved by GLOP: in each tier the lowest level (amount above floor ÷ weight) of those
/// that can still rise is as high as possible, then that of the others. Fractions are allowed.
/// </summary>
internal static class DivisionLinearProgram
{
    private const double Tolerance = 1e-6;

    /// <summary>One account as the reference sees it.</summary>
    internal sealed record Member(int Tier, double Floor, double Need, double Upper, double Weight);

    /// <param name="members">All take part; their floors fit.</param>
    /// <param name="capacity">Units to divide.</param>
    internal static double[] Amounts(IReadOnlyList<Member> members, double capacity)
    {
        double[] amounts = [.. members.Select(member => member.Floor)];
        foreach (Func<Member, double> goal in new Func<Member, double>[] { member => member.Need, member => Math.Max(member.Need, member.Upper) })
        {
            foreach (int tier in members.Select(member => member.Tier).Distinct().OrderDescending())
            {
                int[] inTier = [.. Enumerable.Range(0, members.Count).Where(i => members[i].Tier == tier)];
                double left = capacity - amounts.Sum() + inTier.Sum(i => amounts[i]);
                Serve(members, inTier, amounts, left, goal);
            }
        }

        return amounts;
    }

    private static void Serve(IReadOnlyList<Member> members, int[] inTier, double[] amounts, double total, Func<Member, double> goal)
    {
        HashSet<int> settled = [];
        Dictionary<int, double> settledAt = [];
        double[] lowest = [.. amounts];
        while (settled.Count < inTier.Length)
        {
            using Solver solver = Solver.CreateSolver("GLOP");
            Variable level = solver.MakeNumVar(0, double.PositiveInfinity, "level");
            LinearExpr sum = new();
            Dictionary<int, Variable> variables = [];
            foreach (int i in inTier)
            {
                bool isSettled = settled.Contains(i);
                Variable amount = isSettled
                    ? solver.MakeNumVar(settledAt[i], settledAt[i], $"a{i}")
                    : solver.MakeNumVar(lowest[i], Math.Max(lowest[i], goal(members[i])), $"a{i}");
                variables[i] = amount;
                sum += amount;
                if (!isSettled)
                {
                    solver.Add(amount >= members[i].Floor + (members[i].Weight * level));
                }
            }

            solver.Add(sum <= total);
            solver.Maximize(level);
            if (solver.Solve() != Solver.ResultStatus.OPTIMAL)
            {
                throw new InvalidOperationException("The reference found no division.");
            }

            // Who stands at the goal can rise no further. Nobody: the capacity is used up, and everybody stays at this level.
            double reached = level.SolutionValue();
            int[] open = [.. inTier.Where(i => !settled.Contains(i))];
            double At(int i) => Math.Max(lowest[i], members[i].Floor + (members[i].Weight * reached));
            int[] full = [.. open.Where(i => At(i) >= goal(members[i]) - Tolerance)];
            foreach (int i in full.Length > 0 ? full : open)
            {
                settled.Add(i);
                settledAt[i] = full.Length > 0 ? Math.Max(lowest[i], goal(members[i])) : At(i);
            }
        }

        foreach (int i in inTier)
        {
            amounts[i] = settledAt[i];
        }
    }
}
