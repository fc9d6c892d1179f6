using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Files;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>What holds for every division. Guarantees and maximums of the cases are multiples of every step.</summary>
[Properties(Arbitrary = [typeof(AllocationCases)], MaxTest = 500)]
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

        Assert.All(
            Pairs(input).Where(pair => pair.Allocation.EffectivePriority < highestUnmet),
            pair => Assert.True(pair.Allocation.Amount <= Math.Max(pair.Account.GuaranteedMinimum - pair.Account.Lendable, Math.Min(RoundUp(Need(pair.Account), input.Step), pair.Account.GuaranteedMinimum))));
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
            (decimal Level, decimal Weight, bool Lacks)[] levels = [.. tier.Select(pair => (
                Level: (pair.Allocation.Amount - Floor(pair.Account, input.Step)) / (decimal)pair.Account.Weight,
                Weight: (decimal)pair.Account.Weight,
                Lacks: pair.Allocation.Amount + input.Step <= Math.Min(Need(pair.Account), pair.Account.Maximum ?? decimal.MaxValue)))];
            foreach ((decimal poorer, decimal poorerWeight, _) in levels.Where(level => level.Lacks))
            {
                // Rounding moves each amount by less than one step.
                Assert.All(levels, richer => Assert.True(
                    richer.Level <= 0 || richer.Level - poorer < (input.Step / richer.Weight) + (input.Step / poorerWeight)));
            }
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
        account.GuaranteedMinimum - Math.Min(account.Lendable, Math.Max(0, account.GuaranteedMinimum - RoundUp(Need(account), step)));

    private static decimal RoundUp(decimal amount, decimal step) => decimal.Ceiling(amount / step) * step;
}
