using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class DivisionReferenceTests
{
    /// <summary>Amounts are rounded to steps, and so are needs before they are divided.</summary>
    private const double Step = 1;

    [Theory]
    [InlineData(1, 4, 2000)]
    [InlineData(2, 12, 1000)]
    [InlineData(3, 200, 100)]
    public void Allocate_RandomCases_AgreeWithTheLinearProgramWithinOneStep(int seed, int mostAccounts, int cases)
    {
        Random random = new(seed);
        int compared = 0;
        for (int i = 0; i < cases; i++)
        {
            AllocationInput input = AllocationCases.Input(1 + random.Next(mostAccounts), random.Next()) with { Step = 1 };
            AllocationResult result = ResourceAllocationController.Allocate(input);
            if (!result.GuaranteesFeasible)
            {
                continue;
            }

            DivisionLinearProgram.Member[] members = [.. input.Accounts.Zip(result.Allocations, MemberOf)];
            double[] expected = DivisionLinearProgram.Amounts(members, (double)input.Capacity);
            for (int account = 0; account < members.Length; account++)
            {
                Assert.True(
                    Math.Abs(expected[account] - (double)result.Allocations[account].Amount) < Step + 1e-4,
                    $"case {i}, account {account} of {members.Length}: {result.Allocations[account].Amount} instead of {expected[account]}");
            }

            compared++;
        }

        Assert.True(compared > cases / 2);
    }

    private static DivisionLinearProgram.Member MemberOf(AccountAllocationState account, AccountAllocation allocation)
    {
        double need = Math.Ceiling(Math.Max(account.Demand, account.Usage));
        double guarantee = (double)account.GuaranteedMinimum;
        double maximum = (double)(account.Maximum ?? 1_000_000);
        double lent = Math.Min((double)account.Lendable, Math.Max(0, guarantee - Math.Max(need, Math.Ceiling(account.UpperDemandAhead ?? 0))));
        double floor = guarantee - lent;
        return new DivisionLinearProgram.Member(
            allocation.EffectivePriority,
            floor,
            Math.Max(floor, Math.Min(need, maximum)),
            Math.Min(Math.Ceiling(account.UpperDemand), maximum),
            account.Weight);
    }
}
