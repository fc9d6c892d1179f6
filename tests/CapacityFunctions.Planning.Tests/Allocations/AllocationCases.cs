using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Testing.Allocations;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// Random allocation decisions: 1 to 200 accounts, few tiers and small numbers, so that ties, scarcity and plenty all happen. A case is drawn
/// as size and seed, and its accounts from the seed: thousands of cases take seconds.
/// </summary>
public static class AllocationCases
{
    public static Arbitrary<AllocationInput> Inputs() => Arb.From(
        from size in Gen.Frequency((6, Gen.Choose(1, 5)), (3, Gen.Choose(6, 30)), (1, Gen.Choose(31, 200)))
        from seed in Gen.Choose(0, int.MaxValue)
        select AllocationDraws.Input(size, seed),
        Smaller);

    /// <summary>Leaves accounts out, so that a failure is shown with few.</summary>
    private static IEnumerable<AllocationInput> Smaller(AllocationInput input) =>
        input.Accounts.Count == 1
            ? []
            : input.Accounts.Select(left => input with { Accounts = [.. input.Accounts.Where(account => account != left)] });
}
