using CapacityFunctions.Api.Overrides;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using FluentValidation.Results;

namespace CapacityFunctions.Tests.Api.Overrides;

public sealed class OverrideDraftValidatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private static readonly OverrideDraft Floor = new()
    {
        Kind = OverrideKind.ReservationFloor,
        AccountId = "a",
        Value = 20,
        ExpiresAt = Now.AddHours(1),
        Reason = "campaign",
    };

    public static TheoryData<OverrideDraft, string> Broken => new()
    {
        { Floor with { Value = null }, nameof(OverrideDraft.Value) },
        { Floor with { Value = -1 }, nameof(OverrideDraft.Value) },
        { Floor with { Value = 1_000_000_001 }, nameof(OverrideDraft.Value) },
        { Floor with { ExpiresAt = Now }, nameof(OverrideDraft.ExpiresAt) },
        { Floor with { EffectiveFrom = Now.AddHours(2) }, nameof(OverrideDraft.ExpiresAt) },
        { Floor with { Reason = " " }, nameof(OverrideDraft.Reason) },
        { Floor with { AccountId = "" }, nameof(OverrideDraft.AccountId) },
        { Floor with { Mode = OperatingMode.Enforce }, nameof(OverrideDraft.Mode) },
        { Floor with { Kind = OverrideKind.Freeze }, nameof(OverrideDraft.Value) },
        { Floor with { Kind = OverrideKind.Mode, Value = null }, nameof(OverrideDraft.Mode) },
        { Floor with { Kind = OverrideKind.Priority, Value = 1.5m }, nameof(OverrideDraft.Value) },
        { Floor with { Kind = OverrideKind.DemandUplift, Value = 0 }, nameof(OverrideDraft.Value) },
        { Floor with { Kind = (OverrideKind)99 }, nameof(OverrideDraft.Kind) },
    };

    public static TheoryData<OverrideDraft> Sound => new()
    {
        Floor,
        Floor with { AccountId = "*", ResourceType = "*", Kind = OverrideKind.Freeze, Value = null },
        Floor with { Kind = OverrideKind.Mode, Value = null, Mode = OperatingMode.Recommend },
        Floor with { Kind = OverrideKind.Priority, Value = 5 },
        Floor with { Kind = OverrideKind.DemandUplift, Value = 1.3m },
        Floor with { EffectiveFrom = Now.AddDays(-1) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_BrokenDraft_NamesTheField(OverrideDraft draft, string field)
    {
        ValidationResult result = new OverrideDraftValidator(Now).Validate(draft);

        Assert.Contains(result.Errors, error => error.PropertyName == field);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Validate_SoundDraft_Passes(OverrideDraft draft) => Assert.Empty(new OverrideDraftValidator(Now).Validate(draft).Errors);
}
