using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Testing.Allocations;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// Random organisations: accounts of which most belong to one of up to five business units, with guarantees and maximums that may be too small for
/// their accounts, priorities that move, and what earlier divisions left.
/// </summary>
public static class OrganisationCases
{
    public static Arbitrary<AllocationInput> Inputs() => Arb.From(
        from size in Gen.Frequency((6, Gen.Choose(1, 6)), (3, Gen.Choose(7, 30)), (1, Gen.Choose(31, 200)))
        from seed in Gen.Choose(0, int.MaxValue)
        select OrganisationDraws.Input(size, seed),
        Smaller);

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
