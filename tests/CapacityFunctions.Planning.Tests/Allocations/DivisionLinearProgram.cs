using Google.OrTools.LinearSolver;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// The contract's division as a sequence of linear programs, solved by GLOP: in each tier the lowest level (amount above floor ÷ weight) of those
/// that can still rise is as high as possible, then that of the others. Units are peers of accounts, and their members divide what they get in
/// the same way. Fractions are allowed.
/// </summary>
internal static class DivisionLinearProgram
{
    private const double Tolerance = 1e-6;

    /// <summary>One account as the reference sees it.</summary>
    internal sealed record Member(int Tier, double Floor, double Need, double Upper, double Weight, string? Unit = null);

    /// <summary>One business unit: what it is sure of with its members' floors, and what it may have.</summary>
    internal sealed record Unit(string Name, double Floor, double Maximum, double Weight);

    /// <summary>Who takes part in one division: an account or a unit.</summary>
    private sealed record Peer(double Base, double Lowest, double Highest, double Weight);

    /// <param name="members">All take part; their floors fit, and those of the units.</param>
    /// <param name="units">Those that members name.</param>
    /// <param name="capacity">Units of the resource to divide.</param>
    internal static double[] Amounts(IReadOnlyList<Member> members, IReadOnlyList<Unit> units, double capacity)
    {
        double[] amounts = [.. members.Select(member => member.Floor)];
        int[] tiers = [.. members.Select(member => member.Tier).Distinct().OrderDescending()];
        Func<Member, double>[] goals = [member => member.Need, member => Math.Max(member.Need, member.Upper)];
        int[] MembersOf(Unit unit) => [.. Enumerable.Range(0, members.Count).Where(i => members[i].Unit == unit.Name)];
        double AmountOf(Unit unit) => MembersOf(unit).Sum(i => amounts[i]);

        double reserved = 0;
        foreach (Unit unit in units)
        {
            double left = Math.Max(0, unit.Floor - AmountOf(unit));
            foreach (Func<Member, double> goal in goals)
            {
                foreach (int tier in tiers)
                {
                    left -= ServeMembers(members, [.. MembersOf(unit).Where(i => members[i].Tier == tier)], amounts, left, goal);
                }
            }

            reserved += left;
        }

        foreach (Func<Member, double> goal in goals)
        {
            foreach (int tier in tiers)
            {
                ServeTier(tier, capacity - reserved - amounts.Sum(), goal);
            }
        }

        return amounts;

        void ServeTier(int tier, double left, Func<Member, double> goal)
        {
            int[] alone = [.. Enumerable.Range(0, members.Count).Where(i => members[i].Tier == tier && members[i].Unit is null)];
            (Unit Unit, int[] Members)[] together =
                [.. units.Select(unit => (unit, MembersOf(unit).Where(i => members[i].Tier == tier).ToArray())).Where(entry => entry.Item2.Length > 0)];
            Peer[] peers =
            [
                .. alone.Select(i => new Peer(members[i].Floor, amounts[i], Math.Max(amounts[i], goal(members[i])), members[i].Weight)),
                .. together.Select(entry =>
                {
                    double present = AmountOf(entry.Unit);
                    double wanted = entry.Members.Sum(i => Math.Max(0, goal(members[i]) - amounts[i]));
                    return new Peer(Math.Min(entry.Unit.Floor, present), present, Math.Max(present, Math.Min(entry.Unit.Maximum, present + wanted)), entry.Unit.Weight);
                }),
            ];
            double[] divided = Divide(peers, peers.Sum(peer => peer.Lowest) + Math.Max(0, left));
            for (int i = 0; i < alone.Length; i++)
            {
                amounts[alone[i]] = divided[i];
            }

            for (int i = 0; i < together.Length; i++)
            {
                double more = divided[alone.Length + i] - peers[alone.Length + i].Lowest;
                ServeMembers(members, together[i].Members, amounts, more, goal);
            }
        }
    }

    private static double ServeMembers(IReadOnlyList<Member> members, int[] which, double[] amounts, double more, Func<Member, double> goal)
    {
        if (which.Length == 0 || more < Tolerance)
        {
            return 0;
        }

        double before = which.Sum(i => amounts[i]);
        double[] divided = Divide(
            [.. which.Select(i => new Peer(members[i].Floor, amounts[i], Math.Max(amounts[i], goal(members[i])), members[i].Weight))], before + more);
        for (int i = 0; i < which.Length; i++)
        {
            amounts[which[i]] = divided[i];
        }

        return divided.Sum() - before;
    }

    private static double[] Divide(Peer[] peers, double total)
    {
        double[] settled = new double[peers.Length];
        HashSet<int> open = [.. Enumerable.Range(0, peers.Length)];
        while (open.Count > 0)
        {
            using Solver solver = Solver.CreateSolver("GLOP");
            Variable level = solver.MakeNumVar(0, double.PositiveInfinity, "level");
            LinearExpr sum = new();
            for (int i = 0; i < peers.Length; i++)
            {
                bool isOpen = open.Contains(i);
                Variable amount = isOpen
                    ? solver.MakeNumVar(peers[i].Lowest, peers[i].Highest, $"a{i}")
                    : solver.MakeNumVar(settled[i], settled[i], $"a{i}");
                sum += amount;
                if (isOpen)
                {
                    solver.Add(amount >= peers[i].Base + (peers[i].Weight * level));
                }
            }

            solver.Add(sum <= total + (peers.Length * Tolerance));
            solver.Maximize(level);
            if (solver.Solve() != Solver.ResultStatus.OPTIMAL)
            {
                throw new InvalidOperationException("The reference found no division.");
            }

            // Who stands at the goal can rise no further. Nobody: the capacity is used up, and everybody stays at this level.
            double reached = level.SolutionValue();
            double At(int i) => Math.Max(peers[i].Lowest, peers[i].Base + (peers[i].Weight * reached));
            int[] full = [.. open.Where(i => At(i) >= peers[i].Highest - Tolerance)];
            foreach (int i in full.Length > 0 ? full : [.. open])
            {
                open.Remove(i);
                settled[i] = full.Length > 0 ? peers[i].Highest : At(i);
            }
        }

        return settled;
    }
}
