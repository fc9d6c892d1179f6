using System.Text.Json;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Tests.Identifiers;

public sealed class IdentifierTests
{
    public static TheoryData<string> Names => ["a", "1f0a7c52-0000-4000-8000-1234567890ab", "Straße/7 % ~", "名前", "😀", new string('x', 128)];

    public static TheoryData<string> NoNames => ["", "*", " a", "a\t", "a\nb", "\uD800", new string('x', 129)];

    [Theory, MemberData(nameof(Names))]
    public void AccountId_Name_ComesBackFromJsonAsValueAndAsKey(string name)
    {
        AccountId id = new(name);
        Dictionary<AccountId, ResourceType> map = new() { [id] = new ResourceType(name) };

        Assert.Equal(id, JsonSerializer.Deserialize<AccountId>(JsonSerializer.Serialize(id)));
        Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<AccountId, ResourceType>>(JsonSerializer.Serialize(map)));
        Assert.Equal(name, id.ToString());
    }

    [Theory, MemberData(nameof(NoNames))]
    public void AccountId_NoName_IsRefusedEverywhere(string name)
    {
        Assert.Throws<ArgumentException>(() => new AccountId(name));
        Assert.Throws<ArgumentException>(() => new ResourceType(name));
        Assert.False(AccountId.TryParse(name, out _));
        Assert.False(ResourceType.TryParse(name, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AccountId>("\"" + JsonEncodedText.Encode(name.Replace("\uD800", "*", StringComparison.Ordinal)) + "\""));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    public void AccountId_JsonThatIsNoText_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AccountId>(json));

    [Fact]
    public void AccountId_NeverSet_ThrowsOnUse()
    {
        Assert.Throws<InvalidOperationException>(() => default(AccountId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ResourceType).Value);
        Assert.Throws<InvalidOperationException>(() => default(CycleId).Value);
    }

    [Fact]
    public void CompareTo_Names_AreInOrdinalOrder() =>
        Assert.Equal("B a ä", string.Join(' ', new[] { new AccountId("ä"), new AccountId("a"), new AccountId("B") }.Order()));

    [Fact]
    public void CycleId_ScheduledTime_ComesBack()
    {
        DateTimeOffset berlin = new(2026, 11, 24, 3, 5, 42, TimeSpan.FromHours(1));

        CycleId id = CycleId.At(berlin);

        Assert.Equal("cycle-20261124T0205Z", id.Value);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 2, 5, 0, TimeSpan.Zero), id.ScheduledAt);
        Assert.True(CycleId.TryParse(id.Value, out CycleId parsed));
        Assert.Equal(id, parsed);
        Assert.Equal(id, JsonSerializer.Deserialize<CycleId>(JsonSerializer.Serialize(id)));
        Assert.True(id.CompareTo(CycleId.At(berlin.AddMinutes(1))) < 0);
    }

    [Theory]
    [InlineData("cycle-20261124T0205")]
    [InlineData("cycle-20261324T0205Z")]
    [InlineData("Cycle-20261124T0205Z")]
    [InlineData("cycle-20261124T0205Z ")]
    [InlineData(null)]
    public void CycleId_OtherText_IsRefused(string? text) => Assert.False(CycleId.TryParse(text, out _));

    [Fact]
    public void ForecastHorizon_Name_ComesBack()
    {
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            Assert.True(ForecastHorizons.TryParse(ForecastHorizons.NameOf(horizon), out ForecastHorizon parsed));
            Assert.Equal(horizon, parsed);
            Assert.Equal(horizon, JsonSerializer.Deserialize<ForecastHorizon>(JsonSerializer.Serialize(horizon)));
        }

        Assert.False(ForecastHorizons.TryParse("pt1h", out _));
        Assert.False(ForecastHorizons.TryParse(null, out _));
    }

    [Theory]
    [InlineData(ForecastHorizon.Hour, 1)]
    [InlineData(ForecastHorizon.Day, 24)]
    [InlineData(ForecastHorizon.Week, 168)]
    public void ForecastHorizon_StepsTimesStep_IsItsLength(ForecastHorizon horizon, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), ForecastHorizons.StepOf(horizon) * ForecastHorizons.StepsOf(horizon));
}
