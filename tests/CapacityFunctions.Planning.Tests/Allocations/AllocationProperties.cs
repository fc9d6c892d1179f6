using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Files;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>What holds for every division. Guarantees and maximums of the cases are multiples of every step.</summary>
[Properties(Arbitrary = [typeof(AllocationCases)], MaxTest = 10_000)]
public sealed class AllocationProperties
{
    [Property]
    public void Allocate_Anything_AddsUpInWholeSteps(AllocationInput input)
    {
        AllocationResult result = Allocate(input);

        Assert.Equal(input.Capacity, result.Allocations.Sum(allocation => allocation.Amount) + result.Pool);
        Assert.True(result.Pool >= 0);
        Assert.All(result.Allocations, allocation => Assert.True(allocation.Amount >= 0 && allocation.Amount % input.Step == 0));
    }

    [Property]
    public void Allocate_Anything_StaysBelowTheMaximum(AllocationInput input) =>
        Assert.All(Pairs(input), pair => Assert.True(pair.Allocation.Amount <= (pair.Account.Maximum ?? decimal.MaxValue)));

    [Property]
    public void Allocate_GuaranteesFit_EachIsMet(AllocationInput input)
    {
        if (input.Accounts.Sum(account => account.GuaranteedMinimum) <= input.Capacity)
        {
            Assert.True(Allocate(input).GuaranteesFeasible);

            // Whoever does not get the guarantee lends the rest: it has all that it needs.
            Assert.All(Pairs(input), pair => Assert.True(
                pair.Allocation.Amount >= Math.Min(pair.Account.GuaranteedMinimum, Math.Max(Need(pair.Account), pair.Account.GuaranteedMinimum - pair.Account.Lendable))));

            // Nobody lends what may be needed before it is back.
            Assert.All(Pairs(input), pair => Assert.True(
                pair.Allocation.Amount >= Math.Min(pair.Account.GuaranteedMinimum, (decimal)(pair.Account.UpperDemandAhead ?? 0))));
        }
    }

    [Property]
    public void Allocate_HigherTierUnmet_LowerTiersHaveNoMoreThanTheirFloors(AllocationInput input)
    {
        AllocationResult result = Allocate(input);
        Dictionary<string, decimal> unmet = result.Unmet.ToDictionary(entry => entry.AccountId.Value, entry => entry.Amount, StringComparer.Ordinal);
        int highestUnmet = result.Allocations
            .Where(allocation => unmet.GetValueOrDefault(allocation.AccountId.Value) >= input.Step)
            .Select(allocation => allocation.EffectivePriority)
            .DefaultIfEmpty(-1)
            .Max();

        foreach ((AccountAllocationState account, AccountAllocation allocation) in input.Accounts.Zip(result.Allocations))
        {
            Assert.True(allocation.EffectivePriority >= highestUnmet || allocation.Amount <= Floor(account, input.Step));
        }
    }

    [Property]
    public void Allocate_OneMoreDemand_IsNeverAnsweredWithLess(AllocationInput input, PositiveInt which, PositiveInt more)
    {
        int index = which.Get % input.Accounts.Count;
        AccountAllocationState account = input.Accounts[index];
        double demand = account.Demand + (more.Get % 30);
        AllocationInput raised = input with
        {
            Accounts = [.. input.Accounts.Select((each, i) => i == index ? account with { Demand = demand, UpperDemand = Math.Max(account.UpperDemand, demand) } : each)],
        };

        Assert.True(AmountOf(raised, index) >= AmountOf(input, index));
    }

    [Property]
    public void Allocate_AccountsInAnotherOrder_ChangesNothing(AllocationInput input, int seed)
    {
        AccountAllocationState[] shuffled = [.. input.Accounts];
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(AllocateFile.Write(Allocate(input)), AllocateFile.Write(Allocate(input with { Accounts = shuffled })));
    }

    [Property]
    public void Allocate_ScarceTier_IsWeightedMaxMin(AllocationInput input)
    {
        // In the needs' pass: of two accounts of one tier, the one that is better off (amount above floor ÷ weight) by more than a step may
        // not be above its floor while the poorer one still lacks something.
        AllocationResult result = Allocate(input);
        if (!result.GuaranteesFeasible || result.Unmet.Count == 0)
        {
            return;
        }

        foreach (IGrouping<int, (AccountAllocationState Account, AccountAllocation Allocation)> tier in Pairs(input).GroupBy(pair => pair.Allocation.EffectivePriority))
        {
            decimal richest = decimal.MinValue;
            decimal poorest = decimal.MaxValue;
            foreach ((AccountAllocationState account, AccountAllocation allocation) in tier)
            {
                // Rounding moves each amount by less than one step, and so its level by less than one step ÷ weight.
                decimal weight = (decimal)account.Weight;
                decimal level = (allocation.Amount - Floor(account, input.Step)) / weight;
                richest = level > 0 ? Math.Max(richest, level - (input.Step / weight)) : richest;
                bool lacks = allocation.Amount + input.Step <= Math.Min(Need(account), account.Maximum ?? decimal.MaxValue);
                poorest = lacks ? Math.Min(poorest, level + (input.Step / weight)) : poorest;
            }

            Assert.True(richest < poorest);
        }
    }

    [Property]
    public void Allocate_Limits_KeepSumMaximumAndGuarantee(AllocationInput input, NonNegativeInt maxShift, NonNegativeInt deadBand)
    {
        AllocationInput limited = input with
        {
            Limits = new AllocationLimits { MaxShift = maxShift.Get % 2 == 0 ? maxShift.Get : null, DeadBand = deadBand.Get % 20 },
        };
        AllocationResult free = Allocate(input);
        AllocationResult result = Allocate(limited);

        Assert.Equal(input.Capacity, result.Allocations.Sum(allocation => allocation.Amount) + result.Pool);
        Assert.True(result.Pool >= 0);
        decimal guaranteeGains = 0;
        for (int i = 0; i < result.Allocations.Count; i++)
        {
            AccountAllocationState account = input.Accounts[i];
            decimal floor = Math.Min(Floor(account, input.Step), free.Allocations[i].Amount);
            Assert.True(result.Allocations[i].Amount <= (account.Maximum ?? decimal.MaxValue));
            Assert.True(result.Allocations[i].Amount >= floor);
            guaranteeGains += Math.Max(0, floor - account.Current);
        }

        Assert.True(result.Shifts.Sum(shift => shift.Amount) <= Math.Max(limited.Limits.MaxShift ?? decimal.MaxValue, guaranteeGains));
    }

    [Property]
    public void Allocate_DeadBand_LeavesNoSmallOptionalChange(AllocationInput input, PositiveInt deadBand)
    {
        decimal band = deadBand.Get % 20;
        if (input.Accounts.Sum(account => Math.Max(account.Current, Floor(account, input.Step))) > input.Capacity)
        {
            return; // guarantees, or a capacity that has shrunk, take small amounts too
        }

        AllocationResult result = Allocate(input with { Limits = new AllocationLimits { DeadBand = band } });

        for (int i = 0; i < result.Allocations.Count; i++)
        {
            AccountAllocationState account = input.Accounts[i];
            decimal change = result.Allocations[i].Amount - account.Current;
            bool isMandatory = result.Allocations[i].Amount <= Floor(account, input.Step) || account.Current > (account.Maximum ?? decimal.MaxValue);
            Assert.True(change == 0 || Math.Abs(change) >= band || isMandatory);
        }
    }

    [Property]
    public void Allocate_Shifts_LeadFromCurrentToTheNewAmounts(AllocationInput input)
    {
        AllocationResult result = Allocate(input);
        Dictionary<string, decimal> moved = input.Accounts.ToDictionary(account => account.AccountId.Value, account => account.Current, StringComparer.Ordinal);
        foreach (Shift shift in result.Shifts)
        {
            Assert.True(shift.Amount > 0);
            moved[shift.From.Value] -= shift.Amount;
            moved[shift.To.Value] += shift.Amount;
        }

        // What remains goes one way only: to the pool or from it.
        decimal[] rest = [.. result.Allocations.Select(allocation => allocation.Amount - moved[allocation.AccountId.Value])];
        Assert.True(rest.All(change => change >= 0) || rest.All(change => change <= 0));
        Assert.True(result.Shifts.Count < Math.Max(1, input.Accounts.Count));
    }

    private static AllocationResult Allocate(AllocationInput input) => ResourceAllocationController.Allocate(input);

    private static IEnumerable<(AccountAllocationState Account, AccountAllocation Allocation)> Pairs(AllocationInput input) =>
        input.Accounts.Zip(Allocate(input).Allocations);

    private static decimal AmountOf(AllocationInput input, int index) => Allocate(input).Allocations[index].Amount;

    private static decimal Need(AccountAllocationState account) => (decimal)Math.Max(account.Demand, account.Usage);

    private static decimal Floor(AccountAllocationState account, decimal step) =>
        account.GuaranteedMinimum - Math.Min(account.Lendable, Math.Max(0, account.GuaranteedMinimum - RoundUp(Math.Max(Need(account), (decimal)(account.UpperDemandAhead ?? 0)), step)));

    private static decimal RoundUp(decimal amount, decimal step) => decimal.Ceiling(amount / step) * step;
}
