using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>Small inputs for tests.</summary>
internal static class AllocationBuilder
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    internal static AllocationInput Input(decimal capacity, params AccountAllocationState[] accounts) => new()
    {
        ResourceType = new ResourceType("cpu"),
        Capacity = capacity,
        Accounts = accounts,
        Now = Now,
    };

    internal static AccountAllocationState Account(string id, int priority, double demand, decimal guarantee = 0, decimal current = 0) => new()
    {
        AccountId = new AccountId(id),
        Priority = priority,
        Demand = demand,
        GuaranteedMinimum = guarantee,
        Current = current,
    };

    internal static Override Instruction(OverrideKind kind, decimal? value = null) => new()
    {
        Kind = kind,
        AccountId = "a",
        ResourceType = "cpu",
        Value = value,
        ExpiresAt = Now.AddHours(1),
        Reason = "campaign",
        Author = "anna",
    };

    /// <summary>Amounts by account id, and the pool behind a bar: <c>10 20 | 5</c>.</summary>
    internal static string Amounts(AllocationResult result) =>
        $"{string.Join(' ', result.Allocations.Select(allocation => $"{allocation.Amount}"))} | {result.Pool}";

    internal static string Shifts(AllocationResult result) =>
        string.Join(' ', result.Shifts.Select(shift => $"{shift.From}>{shift.To}:{shift.Amount}"));
}
