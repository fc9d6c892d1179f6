using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Cli.Tests.Learning;

public sealed class SeriesDescriptionsTests
{
    private static readonly TimeSeries Day = TimeSeries.FromValues(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), new double[24]);

    [Fact]
    public void Of_AccountOfTheFile_HasItsWords()
    {
        SeriesDescriptions descriptions = new(TimeZoneInfo.Utc, [new LinkedAccount { Id = new AccountId("a"), BusinessUnit = "sales", Priority = 3, TimeZone = "Asia/Tokyo" }]);

        Assert.Equal(
            ["resource-type=cpu", "priority=3", "time-zone=Asia/Tokyo", "business-unit=sales"],
            descriptions.Of(Usage("a"), ExternalInputs.None).Traits);
        Assert.Equal(["resource-type=cpu"], descriptions.Of(Usage("b"), ExternalInputs.None).Traits);
    }

    [Fact]
    public void Of_SeriesOfTwoAccounts_HaveNamesOfTheirOwn()
    {
        SeriesDescriptions descriptions = new(TimeZoneInfo.Utc, []);

        Assert.NotEqual(descriptions.Of(Usage("a"), ExternalInputs.None).Id, descriptions.Of(Usage("b"), ExternalInputs.None).Id);
    }

    [Fact]
    public void Of_TimeZone_PutsHistoryOnItsClock()
    {
        SeriesDescriptions descriptions = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), []);

        // Midnight UTC is 9 in Tokyo.
        Assert.Equal(Day.Start.AddHours(9), descriptions.Of(Usage("a"), Day, ExternalInputs.None).History.Start);
    }

    private static UsageSeries Usage(string account) => new(new AccountId(account), new ResourceType("cpu"), Day, 24, 0, 0);
}
