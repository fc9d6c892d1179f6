using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Testing.Allocations;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>The division against linear programs that share no code with it. Needs are whole steps on both sides.</summary>
public sealed class DivisionReferenceTests
{
    private const double Step = 1;

    /// <summary>What the solver's own tolerances add up to.</summary>
    private const double Slack = 1e-3;

    [Theory]
    [InlineData(1, 4, 2000)]
    [InlineData(2, 12, 1000)]
    [InlineData(3, 200, 100)]
    public void Allocate_Accounts_AgreeWithTheLinearProgramWithinOneStep(int seed, int mostAccounts, int cases)
    {
        Random random = new(seed);
        int compared = 0;
        for (int i = 0; i < cases; i++)
        {
            AllocationInput input = AllocationDraws.Input(1 + random.Next(mostAccounts), random.Next()) with { Step = 1 };
            AllocationResult result = ResourceAllocationController.Allocate(input);
            if (!result.GuaranteesFeasible)
            {
                continue;
            }

            DivisionLinearProgram.Member[] members = [.. input.Accounts.Zip(result.Allocations, MemberOf)];
            double[] expected = DivisionLinearProgram.Amounts(members, [], (double)input.Capacity);
            for (int account = 0; account < members.Length; account++)
            {
                AssertClose(expected[account], result.Allocations[account].Amount, Step, $"case {i}, account {account}");
            }

            compared++;
        }

        Assert.True(compared > cases / 2);
    }

    [Theory]
    [InlineData(4, 6, 1500)]
    [InlineData(5, 30, 300)]
    public void Allocate_BusinessUnits_AgreeWithTheLinearProgramWithinOneStepAtEachLevel(int seed, int mostAccounts, int cases)
    {
        Random random = new(seed);
        int compared = 0;
        for (int i = 0; i < cases; i++)
        {
            AllocationInput input = OrganisationDraws.Input(2 + random.Next(mostAccounts), random.Next()) with { Step = 1 };
            AllocationResult result = ResourceAllocationController.Allocate(input);
            if (!result.GuaranteesFeasible)
            {
                continue;
            }

            DivisionLinearProgram.Member[] members = [.. input.Accounts.Zip(result.Allocations, MemberOf)];
            DivisionLinearProgram.Unit[] units = [.. input.Groups.Select(group => UnitOf(group, input))];
            double[] expected = DivisionLinearProgram.Amounts(members, units, (double)input.Capacity);
            for (int account = 0; account < members.Length; account++)
            {
                // A member's share of a unit's total that is itself off by less than a step, rounded.
                double allowed = members[account].Unit is null ? Step : 2 * Step;
                AssertClose(expected[account], result.Allocations[account].Amount, allowed, $"case {i}, account {account}");
            }

            foreach (DivisionLinearProgram.Unit unit in units)
            {
                int[] which = [.. Enumerable.Range(0, members.Length).Where(account => members[account].Unit == unit.Name)];
                AssertClose(which.Sum(account => expected[account]), which.Sum(account => result.Allocations[account].Amount), Step, $"case {i}, {unit.Name}");
            }

            compared++;
        }

        Assert.True(compared > cases / 2, $"{compared} of {cases}");
    }

    private static void AssertClose(double expected, decimal actual, double allowed, string where) =>
        Assert.True(Math.Abs(expected - (double)actual) < allowed + Slack, $"{where}: {actual} instead of {expected}");

    private static DivisionLinearProgram.Member MemberOf(AccountAllocationState account, AccountAllocation allocation)
    {
        double need = Math.Ceiling(Math.Max(account.Demand, account.Usage));
        double guarantee = (double)account.GuaranteedMinimum;
        double maximum = (double)(account.Maximum ?? 1_000_000);
        double lent = Math.Min((double)account.Lendable, Math.Max(0, guarantee - Math.Max(need, Ahead(account))));
        double floor = guarantee - lent;
        return new DivisionLinearProgram.Member(
            allocation.EffectivePriority,
            floor,
            Math.Max(floor, Math.Min(need, maximum)),
            Math.Min(Math.Ceiling(account.UpperDemand), maximum),
            account.Weight,
            account.BusinessUnit);
    }

    private static DivisionLinearProgram.Unit UnitOf(BusinessUnitState group, AllocationInput input)
    {
        AccountAllocationState[] accounts = [.. input.Accounts.Where(account => account.BusinessUnit == group.Name)];
        DivisionLinearProgram.Member[] members =
            [.. accounts.Select(account => MemberOf(account, new AccountAllocation(account.AccountId, 0, 0, [])))];
        double ahead = accounts.Sum(account => Math.Min(Ahead(account), (double)(account.Maximum ?? 1_000_000)));
        double guarantee = (double)group.GuaranteedMinimum;
        double lent = Math.Min((double)group.Lendable, Math.Max(0, guarantee - Math.Max(members.Sum(member => member.Need), ahead)));
        return new DivisionLinearProgram.Unit(
            group.Name, Math.Max(members.Sum(member => member.Floor), guarantee - lent), (double)(group.Maximum ?? 1_000_000), group.Weight);
    }

    private static double Ahead(AccountAllocationState account) => Math.Ceiling(Math.Max(account.DemandAhead ?? 0, account.UpperDemandAhead ?? 0));
}
