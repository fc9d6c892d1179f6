using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Testing.Allocations;

/// <summary>
/// Random organisations: accounts of which most belong to one of up to five business units, with guarantees and maximums that may be too small for
/// their accounts, priorities that move, and what earlier divisions left.
/// </summary>
public static class OrganisationDraws
{
    private static readonly double[] Weights = [1, 1, 2, 0.5];

    /// <summary>The same for the same size and seed.</summary>
    public static AllocationInput Input(int size, int seed)
    {
        AllocationInput input = AllocationDraws.Input(size, seed);
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
        At = AllocationDraws.Now.AddMinutes(-5),
        ServiceLevelRaise = random.Next(3),
        RisingAt = random.Next(2) == 0 ? AllocationDraws.Now.AddMinutes(-random.Next(60)) : null,
        IsWaiting = random.Next(2) == 0,
        WaitedMinutes = random.Next(31),
        Entitled = random.Next(61),
        IsLacking = random.Next(2) == 0,
        GainedAt = random.Next(2) == 0 ? AllocationDraws.Now.AddMinutes(-random.Next(60)) : null,
    };
}
