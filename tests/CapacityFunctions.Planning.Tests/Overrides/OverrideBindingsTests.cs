using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Overrides.Bindings;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Overrides;

/// <summary>
/// Two accounts, each guaranteed 10 and at most 50; a holds 20 in zone 1, of which 12 are allocated and 8 run. Zones have 25 more at 0.2 and 0.1,
/// the budget is 9 an hour: a's 20 cost 4 of it.
/// </summary>
public sealed class OverrideBindingsTests
{
    private static readonly ResourceType Cpu = new("cpu");
    private static readonly DateTimeOffset Due = OverrideCases.At(1);

    public static TheoryData<string, OverrideKind, int, string> Bound => new()
    {
        { "maximum", OverrideKind.ReservationFloor, 60, "account a: its maximum 50 binds: 50 instead of 60" },
        { "guarantee", OverrideKind.PinReservation, 5, "account a: its guaranteed minimum 10 binds" },
        { "allocated", OverrideKind.ReservationCeiling, 11, "account a: 12 units are allocated" },
        { "running", OverrideKind.ReservationCeiling, 7, "account a: 8 units are in use" },
        { "zones", OverrideKind.PinReservation, 46, "it raises reservations by 26 units, and the zones have 25 more" },
        { "quota", OverrideKind.PinReservation, 40, "it raises reservations by 20 units, and the quota cores allows 15 more (10 of 40 are used)" },
        { "steps up", OverrideKind.ReservationFloor, 41, "maxIncreasePerCycle 10: 3 cycles until 41 are reached" },
        { "steps down", OverrideKind.PinReservation, 13, "maxDecreasePerCycle 4: 2 cycles until 13 are reached" },
        { "budget", OverrideKind.ReservationFloor, 50, "at least 7 an hour in all, and budgetPerHour allows 6" },
        { "pin below guarantee", OverrideKind.PinAllocation, 9, "account a: its guaranteed minimum 10 binds" },
        { "pin above maximum", OverrideKind.PinAllocation, 51, "account a: its maximum 50 binds" },
        { "pin and guarantees", OverrideKind.PinAllocation, 16, "what all others are guaranteed add up to 26, and 20 units are held" },
        { "lower guarantee", OverrideKind.GuaranteedMinimum, 3, "account a: it is guaranteed 3 instead of 10 as long as this holds" },
        { "guarantees", OverrideKind.GuaranteedMinimum, 15, "all guaranteed minimums add up to 25, and 20 units are held" },
    };

    [Theory]
    [MemberData(nameof(Bound))]
    public void Of_LimitThatBinds_IsSaid(string limit, OverrideKind kind, int value, string sentence)
    {
        IReadOnlyList<string> binds = Of(New(kind, value));

        Assert.True(binds.Any(bind => bind.Contains(sentence, StringComparison.Ordinal)), $"{limit}: {string.Join("\n", binds)}");
    }

    [Fact]
    public void Of_NothingBinds_IsEmpty() => Assert.Empty(Of(New(OverrideKind.ReservationFloor, 25)));

    [Fact]
    public void Of_RecommendMode_SaysThatNothingIsDone()
    {
        Assert.Contains(Of(New(OverrideKind.ReservationFloor, 25), mode: OperatingMode.Recommend), bind => bind.Contains("Recommend mode: nothing is done for account a", StringComparison.Ordinal));

        // An override that puts it into force is looked at, too.
        Override enforce = New(OverrideKind.Mode, 0) with { Id = "mode" };
        Assert.Empty(Of(New(OverrideKind.ReservationFloor, 25), [enforce], OperatingMode.Recommend));
    }

    [Fact]
    public void Of_FreezeInForce_SaysThatItOutranks()
    {
        Override freeze = OverrideCases.Of(OverrideKind.Freeze, "*", "*", 0, 0, 6, created: -3, "stop");

        Assert.Contains(Of(New(OverrideKind.ReservationFloor, 25), [freeze]), bind =>
            bind == "a freeze outranks it (account *, type *): override freeze by anna until 2026-11-24T18:00Z: test");
    }

    [Fact]
    public void Of_MoreSpecificScope_OutranksItThere()
    {
        Override everybody = New(OverrideKind.ReservationFloor, 25) with { AccountId = "*" };
        Override own = New(OverrideKind.ReservationFloor, 22) with { Id = "own", CreatedAt = OverrideCases.At(-4) };

        Assert.Contains(Of(everybody, [own]), bind => bind.StartsWith("one with a more specific scope outranks it there (account a", StringComparison.Ordinal));
        Assert.Empty(Of(own, [everybody]));
    }

    [Fact]
    public void Of_EndsBeforeTheNextCycle_SaysThatNoCycleWillSeeIt()
    {
        Override brief = New(OverrideKind.ReservationFloor, 25) with { ExpiresAt = Due };

        Assert.Contains("it ends at 2026-11-24T13:00Z, before the next cycle at 2026-11-24T13:00Z: no cycle will see it", Of(brief));
    }

    [Fact]
    public void Of_BeginsLater_SaysWhen() => Assert.Contains(
        Of(New(OverrideKind.ReservationFloor, 25) with { EffectiveFrom = OverrideCases.At(3) }),
        bind => bind.StartsWith("it begins at 2026-11-24T15:00Z", StringComparison.Ordinal));

    [Fact]
    public void Of_UnknownResourceType_SaysThatThereIsNothingToActOn() => Assert.Contains(
        Of(New(OverrideKind.ReservationFloor, 25) with { ResourceType = "memory" }), bind => bind.Contains("nothing to act on yet", StringComparison.Ordinal));

    private static IReadOnlyList<string> Of(Override instruction, Override[]? others = null, OperatingMode mode = OperatingMode.Enforce)
    {
        decimal budget = instruction is { Kind: OverrideKind.ReservationFloor, Value: 50 } ? 6 : 9;
        decimal? up = instruction is { Kind: OverrideKind.ReservationFloor, Value: 41 } ? 10 : null;
        decimal quota = instruction is { Kind: OverrideKind.PinReservation, Value: 40 } ? 40 : 1_000;
        ReservationPlanningInput reservations = new()
        {
            ResourceType = Cpu,
            Policy = new ReservationPolicy { Limits = new ReservationLimits { BudgetPerHour = budget, MaxIncreasePerCycle = up, MaxDecreasePerCycle = 4 } },
            Zones = [new("1", 0.2m, 15), new("2", 0.1m, 10)],
            Accounts =
            [
                new AccountReservationState
                {
                    AccountId = new AccountId("a"),
                    Mode = mode,
                    Reserved = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 20 },
                    Running = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 8 },
                    Minimum = 12,
                    Maximum = 50,
                },
                new AccountReservationState { AccountId = new AccountId("b"), Mode = OperatingMode.Enforce },
            ],
        };
        AllocationInput allocations = new()
        {
            ResourceType = Cpu,
            Capacity = 20,
            Accounts =
            [
                new AccountAllocationState { AccountId = new AccountId("a"), GuaranteedMinimum = 10, Maximum = 50, Current = 12 },
                new AccountAllocationState { AccountId = new AccountId("b"), GuaranteedMinimum = 10, Current = 10 },
            ],
        };
        BindingFacts facts = new(reservations, allocations, [new QuotaRoom("cores", 10, quota, 2)]);
        return OverrideBindings.Of(instruction, others ?? [], Due, instruction.CoversResource(Cpu) ? [facts] : []);
    }

    private static Override New(OverrideKind kind, int value) => OverrideCases.Of(kind, "a", "cpu", value, from: 0, hours: 6, created: -1, "new");
}
