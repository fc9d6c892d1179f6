using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// Random organisations: accounts of which most belong to one of up to five business units, with guarantees and maximums that may be too small for
/// their accounts, priorities that move, and what earlier divisions left.
/// </summary>
public static class OrganisationCases
{
    private static readonly double[] Weights = [1, 1, 2, 0.5];

    public static Arbitrary<AllocationInput> Inputs() => Arb.From(
        from size in Gen.Frequency((6, Gen.Choose(1, 6)), (3, Gen.Choose(7, 30)), (1, Gen.Choose(31, 200)))
        from seed in Gen.Choose(0, int.MaxValue)
        select Input(size, seed),
        Smaller);

    /// <summary>The same for the same size and seed.</summary>
    internal static AllocationInput Input(int size, int seed)
    {
        AllocationInput input = AllocationCases.Input(size, seed);
        Random random = new(seed ^ 0x5EED);
        int units = random.Next(6);
        AccountAllocationState[] accounts = [.. input.Accounts.Select(account => account with
        {
            BusinessUnit = units > 0 && random.Next(5) > 0 ? $"unit-{random.Next(units)}" : null,
            Trail = random.Next(3) == 0 ? null : Trail(random),
        })];
        return input with
        {
            Accounts = accounts,
            Groups = [.. Enumerable.Range(0, units).Select(unit => Unit($"unit-{unit}", size, random))],
            Priorities = random.Next(4) == 0 ? new PriorityRules() : PriorityRules.Standard,
        };
    }

    private static BusinessUnitState Unit(string name, int size, Random random)
    {
        int guarantee = random.Next(3) == 0 ? 0 : random.Next((2 * size) + 1);
        return new BusinessUnitState
        {
            Name = name,
            GuaranteedMinimum = 4 * guarantee,
            Lendable = 4 * random.Next(guarantee + 1),
            Maximum = random.Next(2) == 0 ? null : 4 * (guarantee + random.Next((5 * size) + 1)),
            Weight = Weights[random.Next(Weights.Length)],
        };
    }

    private static AllocationTrail Trail(Random random) => new()
    {
        At = AllocationBuilder.Now.AddMinutes(-5),
        ServiceLevelRaise = random.Next(3),
        RisingAt = random.Next(2) == 0 ? AllocationBuilder.Now.AddMinutes(-random.Next(60)) : null,
        IsWaiting = random.Next(2) == 0,
        WaitedMinutes = random.Next(31),
        Entitled = random.Next(61),
        IsLacking = random.Next(2) == 0,
        GainedAt = random.Next(2) == 0 ? AllocationBuilder.Now.AddMinutes(-random.Next(60)) : null,
    };

    /// <summary>Leaves accounts and units out, so that a failure is shown with few.</summary>
    private static IEnumerable<AllocationInput> Smaller(AllocationInput input)
    {
        foreach (AccountAllocationState left in input.Accounts.Where(_ => input.Accounts.Count > 1))
        {
            yield return input with { Accounts = [.. input.Accounts.Where(account => account != left)] };
        }

        foreach (BusinessUnitState left in input.Groups)
        {
            yield return input with
            {
                Groups = [.. input.Groups.Where(group => group != left)],
                Accounts = [.. input.Accounts.Select(account => account.BusinessUnit == left.Name ? account with { BusinessUnit = null } : account)],
            };
        }
    }
}
