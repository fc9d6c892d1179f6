using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Tests.Reservations.Failures;

public sealed class CoolDownRuleTests
{
    private const string Family = "standardDSv5Family";
    private static readonly ResourceType Type = new("Standard_D4s_v5");

    [Theory]
    [InlineData(FailureClass.Quota, 10, null, Family, null)]
    [InlineData(FailureClass.ZoneFull, 60, "Standard_D4s_v5", null, "2")]
    [InlineData(FailureClass.RegionFull, 60, "Standard_D4s_v5", null, null)]
    [InlineData(FailureClass.NotOffered, 23 * 60, "Standard_D4s_v5", null, null)]
    [InlineData(FailureClass.Conflict, 3, "Standard_D4s_v5", null, "2")]
    [InlineData(FailureClass.Throttled, 3, null, null, null)]
    [InlineData(FailureClass.Invalid, 3, "Standard_D4s_v5", null, "2")]
    [InlineData(FailureClass.Unknown, 3, "Standard_D4s_v5", null, "2")]
    public void After_EachClass_HasItsTimeAndPlace(FailureClass failureClass, int minutes, string? type, string? family, string? zone)
    {
        CoolDown coolDown = After(new ProviderFailure(failureClass, "Code", "words"));

        Assert.Equal(PlanBuilder.Now.AddMinutes(minutes), coolDown.Until);
        Assert.Equal(type, coolDown.ResourceType?.Value);
        Assert.Equal(family, coolDown.Family);
        Assert.Equal(zone, coolDown.Zone);
    }

    [Fact]
    public void After_QuotaThatWasNeverGranted_WaitsAnHour() =>
        Assert.Equal(PlanBuilder.Now.AddHours(1), After(Quota(Family, limit: 0)).Until);

    [Theory]
    [InlineData("Total Regional Cores")]
    [InlineData("cores")]
    public void After_QuotaOfTheRegion_CoversEverything(string name)
    {
        CoolDown coolDown = After(Quota(name, limit: 100));

        Assert.Null(coolDown.ResourceType);
        Assert.Null(coolDown.Family);
        Assert.Equal(PlanBuilder.Now.AddMinutes(10), coolDown.Until);
    }

    [Fact]
    public void After_QuotaWithoutFamilies_CoversTheResourceType()
    {
        CoolDown coolDown = CoolDownRule.After(Quota("limit of D4s", limit: 8), Type, family: null, "2", PlanBuilder.Now);

        Assert.Equal(Type, coolDown.ResourceType);
        Assert.Null(coolDown.Zone);
    }

    [Theory]
    [InlineData(FailureClass.Throttled, 30, 30)] // shorter than the default counts, too
    [InlineData(FailureClass.Conflict, 600, 600)]
    [InlineData(FailureClass.Unknown, 30, 180)] // here the default is the least
    [InlineData(FailureClass.ZoneFull, 7200, 7200)]
    public void After_ProviderAsksToWait_IsHeard(FailureClass failureClass, int askedSeconds, int seconds) =>
        Assert.Equal(
            PlanBuilder.Now.AddSeconds(seconds),
            After(new ProviderFailure(failureClass, "Code", "words") { RetryAfter = TimeSpan.FromSeconds(askedSeconds) }).Until);

    private static CoolDown After(ProviderFailure failure) => CoolDownRule.After(failure, Type, Family, "2", PlanBuilder.Now);

    private static ProviderFailure Quota(string name, decimal limit) =>
        new(FailureClass.Quota, "QuotaExceeded", "words") { Quota = new QuotaShortage(name, limit, limit, 4, limit + 4) };
}
