using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Tests.Overrides;

public sealed class OverrideSetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);
    private static readonly AccountId Account = new("a");
    private static readonly ResourceType Type = new("cpu");

    [Fact]
    public void For_SeveralOfOneKind_TakesTheMostSpecificScopeThenTheNewest()
    {
        // By rank: a+cpu, a+*, *+cpu, *+*. The newer one counts only among equals.
        Override everything = Floor("*", "*", 1, ageHours: 0);
        Override everyAccount = Floor("*", "cpu", 2, ageHours: 1);
        Override everyType = Floor("a", "*", 3, ageHours: 2);
        Override older = Floor("a", "cpu", 4, ageHours: 9);
        Override newer = Floor("a", "cpu", 5, ageHours: 8);
        Override[] all = [older, everything, newer, everyType, everyAccount];

        Assert.Equal(5, Winner(all));
        Assert.Equal(3, Winner([everything, everyType, everyAccount]));
        Assert.Equal(2, Winner([everything, everyAccount]));
        Assert.Equal(1, Winner([everything]));
        Assert.Null(Winner([Floor("b", "cpu", 9), Floor("a", "memory", 9)]));
    }

    [Fact]
    public void For_EqualScopeAndAge_TakesTheGreatestId()
    {
        Override first = Floor("a", "cpu", 1) with { Id = "x" };
        Override second = Floor("a", "cpu", 2) with { Id = "y" };

        Assert.Equal(2, Winner([first, second]));
        Assert.Equal(2, Winner([second, first]));
    }

    [Theory]
    [InlineData(-1, 1, null, true)]
    [InlineData(0, 1, null, true)] // from when it holds, inclusive
    [InlineData(1, 2, null, false)]
    [InlineData(-2, 0, null, false)] // until when it holds, exclusive
    [InlineData(-1, 1, 0, false)] // cancelled from this instant on
    [InlineData(-1, 1, 1, true)]
    public void IsActiveAt_HoursAroundNow_HoldsFromInclusiveToExclusive(int from, int until, int? cancelled, bool expected)
    {
        Override instruction = Floor("a", "cpu", 1) with
        {
            EffectiveFrom = Now.AddHours(from),
            ExpiresAt = Now.AddHours(until),
            CancelledAt = cancelled is { } hours ? Now.AddHours(hours) : null,
        };

        Assert.Equal(expected, instruction.IsActiveAt(Now));
        Assert.Equal(expected, OverrideSet.ActiveAt([instruction], Type, Now).For(Account).Find(OverrideKind.ReservationFloor) is not null);
    }

    [Theory]
    [InlineData("a", "cpu", true)]
    [InlineData("*", "*", true)]
    [InlineData("A", "cpu", false)]
    [InlineData("a", "CPU", false)]
    public void Covers_Scope_ComparesOrdinally(string account, string type, bool expected) =>
        Assert.Equal(expected, Floor(account, type, 1).Covers(Account, Type));

    [Fact]
    public void Describe_AllParts_ReadsAsOneSentence()
    {
        DateTimeOffset expiry = new(2026, 11, 25, 1, 0, 0, TimeSpan.FromHours(1));
        Override floor = Floor("a", "cpu", 20.50m) with { Author = "anna", Reason = "campaign", ExpiresAt = expiry };

        Assert.Equal("override reservation-floor 20.5 by anna until 2026-11-25T00:00Z: campaign", OverrideText.Describe(floor));
        Assert.Equal(
            "override mode Enforce until 2026-11-25T00:00Z: campaign",
            OverrideText.Describe(floor with { Kind = OverrideKind.Mode, Value = null, Mode = OperatingMode.Enforce, Author = string.Empty }));
    }

    [Fact]
    public void NameOf_EveryKind_IsItsNameInJson()
    {
        foreach (OverrideKind kind in Enum.GetValues<OverrideKind>())
        {
            Assert.Equal($"\"{OverrideText.NameOf(kind)}\"", System.Text.Json.JsonSerializer.Serialize(kind));
        }
    }

    private static decimal? Winner(Override[] overrides) =>
        OverrideSet.ActiveAt(overrides, Type, Now).For(Account).Find(OverrideKind.ReservationFloor)?.Value;

    private static Override Floor(string account, string type, decimal value, int ageHours = 1) => new()
    {
        Kind = OverrideKind.ReservationFloor,
        AccountId = account,
        ResourceType = type,
        Value = value,
        EffectiveFrom = Now.AddDays(-1),
        ExpiresAt = Now.AddDays(1),
        CreatedAt = Now.AddHours(-ageHours),
        Reason = "test",
    };
}
