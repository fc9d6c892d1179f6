using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Files;
using FsCheck;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>What holds with business units and moving priorities. Guarantees and maximums of the cases are multiples of every step.</summary>
[Properties(Arbitrary = [typeof(OrganisationCases)], MaxTest = 10_000)]
public sealed class OrganisationProperties
{
    [Property]
    public void Allocate_Anything_AddsUpInWholeSteps(AllocationInput input)
    {
        AllocationResult result = ResourceAllocationController.Allocate(input);

        Assert.Equal(input.Capacity, result.Allocations.Sum(allocation => allocation.Amount) + result.Pool);
        Assert.True(result.Pool >= 0);
        Assert.DoesNotContain(result.Allocations, allocation => allocation.Amount < 0 || allocation.Amount % input.Step != 0);
    }

    [Property]
    public void Allocate_Anything_KeepsEveryMaximum(AllocationInput input)
    {
        (AccountAllocationState Account, AccountAllocation Allocation)[] pairs = [.. Pairs(input)];

        Assert.DoesNotContain(pairs, pair => pair.Allocation.Amount > (pair.Account.Maximum ?? decimal.MaxValue));
        Assert.DoesNotContain(input.Groups, group => Members(pairs, group).Sum(pair => pair.Allocation.Amount) > (group.Maximum ?? decimal.MaxValue));
    }

    [Property]
    public void Allocate_GuaranteesFit_EachIsMet(AllocationInput input)
    {
        (AccountAllocationState Account, AccountAllocation Allocation)[] pairs = [.. Pairs(input)];
        decimal guaranteed = pairs.Where(pair => pair.Account.BusinessUnit is null).Sum(pair => pair.Account.GuaranteedMinimum);
        foreach (BusinessUnitState group in input.Groups)
        {
            decimal members = Members(pairs, group).Sum(pair => pair.Account.GuaranteedMinimum);
            if (members > (group.Maximum ?? decimal.MaxValue))
            {
                return;
            }

            guaranteed += Math.Max(group.GuaranteedMinimum, members);
        }

        if (guaranteed > input.Capacity)
        {
            return;
        }

        Assert.True(ResourceAllocationController.Allocate(input).GuaranteesFeasible);
        Assert.DoesNotContain(pairs, pair => pair.Allocation.Amount < Math.Min(
            pair.Account.GuaranteedMinimum, Math.Max((decimal)Need(pair.Account), pair.Account.GuaranteedMinimum - pair.Account.Lendable)));
        foreach (BusinessUnitState group in input.Groups)
        {
            // A unit has its guarantee, or all that its members need.
            decimal has = Members(pairs, group).Sum(pair => pair.Allocation.Amount);
            bool isServed = Members(pairs, group).All(pair => pair.Allocation.Amount >= Math.Min((decimal)Need(pair.Account), pair.Account.Maximum ?? decimal.MaxValue));
            Assert.True(has >= group.GuaranteedMinimum || isServed);
        }
    }

    /// <summary>
    /// Where a unit's total grows, whole steps may fall differently inside it: rounding that stays within a step of the exact share can't also
    /// be monotone (Balinski and Young 1982), and it happens at two levels. Without units nothing is ever lost (AllocationProperties).
    /// </summary>
    [Property]
    public void Allocate_OneMoreDemand_IsNeverAnsweredWithLessThanRoundingTakes(AllocationInput input, PositiveInt which, PositiveInt more)
    {
        int index = which.Get % input.Accounts.Count;
        AccountAllocationState account = input.Accounts[index];
        double demand = account.Demand + (more.Get % 30);
        AllocationInput raised = input with
        {
            Accounts = [.. input.Accounts.Select((each, i) => i == index ? account with { Demand = demand, UpperDemand = Math.Max(account.UpperDemand, demand) } : each)],
        };

        Assert.True(AmountOf(raised, index) >= AmountOf(input, index) - (input.Groups.Count == 0 ? 0 : 2 * input.Step));
    }

    [Property]
    public void Allocate_AnotherOrder_ChangesNothing(AllocationInput input, int seed)
    {
        AccountAllocationState[] accounts = [.. input.Accounts];
        BusinessUnitState[] groups = [.. input.Groups];
        new Random(seed).Shuffle(accounts);
        new Random(seed).Shuffle(groups);

        Assert.Equal(
            AllocateFile.Write(ResourceAllocationController.Allocate(input)),
            AllocateFile.Write(ResourceAllocationController.Allocate(input with { Accounts = accounts, Groups = groups })));
    }

    [Property]
    public void Allocate_LoopsLimits_KeepSumMaximumsAndGuarantees(AllocationInput input)
    {
        AllocationInput limited = input with { Limits = AllocationLimits.Standard };
        AllocationResult free = ResourceAllocationController.Allocate(input);
        AllocationResult result = ResourceAllocationController.Allocate(limited);
        (AccountAllocationState Account, AccountAllocation Allocation)[] pairs = [.. input.Accounts.Zip(result.Allocations)];
        (AccountAllocationState Account, AccountAllocation Allocation)[] freePairs = [.. input.Accounts.Zip(free.Allocations)];

        Assert.Equal(input.Capacity, result.Allocations.Sum(allocation => allocation.Amount) + result.Pool);
        Assert.True(result.Pool >= 0);
        Assert.DoesNotContain(pairs, pair => pair.Allocation.Amount > (pair.Account.Maximum ?? decimal.MaxValue));
        Assert.DoesNotContain(input.Groups, group => Members(pairs, group).Sum(pair => pair.Allocation.Amount) > (group.Maximum ?? decimal.MaxValue));
        Assert.DoesNotContain(pairs.Zip(freePairs), both =>
            both.First.Allocation.Amount < Math.Min(both.First.Allocation.Floor, both.Second.Allocation.Amount));
        foreach (BusinessUnitState group in input.Groups)
        {
            // What it does not need it may lend, and then it is nobody's guarantee.
            decimal without = Math.Min(
                Members(freePairs, group).Sum(pair => pair.Allocation.Amount), Members(freePairs, group).Sum(pair => pair.Allocation.Need!.Value));
            Assert.True(Members(pairs, group).Sum(pair => pair.Allocation.Amount) >= Math.Min(group.GuaranteedMinimum, without) || !free.GuaranteesFeasible);
        }
    }

    [Property]
    public void Allocate_HigherTierUnmet_LowerTiersHaveNoMoreThanWhatIsGuaranteed(AllocationInput input)
    {
        // An account whose unit is not full lacks something: whoever stands below it has its floor, or what its unit is guaranteed.
        AllocationResult result = ResourceAllocationController.Allocate(input);
        (AccountAllocationState Account, AccountAllocation Allocation)[] pairs = [.. input.Accounts.Zip(result.Allocations)];
        int highestUnmet = pairs
            .Where(pair => pair.Allocation.Rule is AllocationRule.SharedTier or AllocationRule.HigherTiersFirst)
            .Select(pair => pair.Allocation.EffectivePriority)
            .DefaultIfEmpty(-1)
            .Max();

        Assert.DoesNotContain(pairs, pair => pair.Account.BusinessUnit is null
            && pair.Allocation.EffectivePriority < highestUnmet
            && pair.Allocation.Amount > pair.Allocation.Floor);
        Assert.DoesNotContain(input.Groups, group =>
            Members(pairs, group).Any(pair => pair.Allocation.EffectivePriority < highestUnmet && pair.Allocation.Amount > pair.Allocation.Floor)
            && Members(pairs, group).Where(pair => pair.Allocation.EffectivePriority < highestUnmet).Sum(pair => pair.Allocation.Amount - pair.Allocation.Floor) > group.GuaranteedMinimum);
    }

    private static IEnumerable<(AccountAllocationState Account, AccountAllocation Allocation)> Pairs(AllocationInput input) =>
        input.Accounts.Zip(ResourceAllocationController.Allocate(input).Allocations);

    private static IEnumerable<(AccountAllocationState Account, AccountAllocation Allocation)> Members(
        (AccountAllocationState Account, AccountAllocation Allocation)[] pairs, BusinessUnitState group) =>
        pairs.Where(pair => pair.Account.BusinessUnit == group.Name);

    private static decimal AmountOf(AllocationInput input, int index) => ResourceAllocationController.Allocate(input).Allocations[index].Amount;

    private static double Need(AccountAllocationState account) => Math.Max(account.Demand, account.Usage);
}
