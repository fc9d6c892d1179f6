using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Testing.Allocations;

/// <summary>One organisation by the rules and limits of the loop, with usage and demand that go up and down by a fifth around what they are.</summary>
public static class NoisyCycles
{
    /// <summary>Cycles for which a gain stays.</summary>
    private static readonly int Exempt = AllocationLimits.Standard.ExemptMinutes / CycleRun.CycleMinutes;

    /// <summary>The organisation on the loop's limits and priorities.</summary>
    public static CycleRun Begin(AllocationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new CycleRun(input with { Limits = AllocationLimits.Standard, Priorities = PriorityRules.Standard });
    }

    /// <returns>Shifts whose opposite was made within the exempt time, and all shifts.</returns>
    public static (int Reversals, int Shifts) Reversals(AllocationInput input, int seed, int cycles)
    {
        ArgumentNullException.ThrowIfNull(input);
        Random random = new(seed);
        CycleRun run = Begin(input);
        int reversals = 0;
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            reversals += run.Step((account, i) => Noisy(account, input.Accounts[i], random), within: Exempt - 1);
        }

        return (reversals, run.Shifts);
    }

    /// <summary>The same demand, known ahead with its noise, so that nobody lends what comes back.</summary>
    public static AllocationInput LookingAhead(AllocationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input with
        {
            Accounts =
            [
                .. input.Accounts.Select(account => account with
                {
                    DemandAhead = account.Demand,
                    UpperDemandAhead = 1.2 * Math.Max(account.Demand, account.Usage),
                }),
            ],
        };
    }

    private static AccountAllocationState Noisy(AccountAllocationState account, AccountAllocationState fixedState, Random random)
    {
        double demand = fixedState.Demand * (0.8 + (0.4 * random.NextDouble()));
        return account with
        {
            Demand = demand,
            UpperDemand = demand * 1.2,
            Usage = fixedState.Usage * (0.8 + (0.4 * random.NextDouble())),
        };
    }
}
