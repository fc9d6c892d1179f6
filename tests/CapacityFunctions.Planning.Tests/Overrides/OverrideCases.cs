using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Overrides;

/// <summary>Random instructions of few scopes, values and hours, so that they meet often.</summary>
internal static class OverrideCases
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset At(int hour) => Noon.AddHours(hour);

    internal static Override Of(OverrideKind kind, string account, string type, int value, int from, int hours, int created, string id) => new()
    {
        Id = id,
        Kind = kind,
        AccountId = account,
        ResourceType = type,
        Value = kind is OverrideKind.Freeze or OverrideKind.Mode ? null : value,
        Mode = kind == OverrideKind.Mode ? value % 2 == 0 ? OperatingMode.Enforce : OperatingMode.Recommend : null,
        EffectiveFrom = At(from),
        ExpiresAt = At(from + hours),
        CreatedAt = At(created),
        Author = "anna",
        Reason = "test",
    };

    public static Arbitrary<Override> Overrides() => (
        from kind in Gen.Elements(Enum.GetValues<OverrideKind>())
        from account in Gen.Elements("a", "b", "*")
        from type in Gen.Elements("cpu", "*")
        from value in Gen.Choose(1, 4)
        from start in Gen.Choose(0, 8)
        from hours in Gen.Choose(1, 6)
        from created in Gen.Choose(-5, 5)
        from id in Gen.Choose(1, 1_000_000)
        select Of(kind, account, type, value, start, hours, created, $"{id}")).ToArbitrary();
}
