using CapacityFunctions.Dashboard.Tests.Browsers;
using Microsoft.Playwright;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>
/// Takes the pictures that READMEs show, of a system that runs: <c>CAPACITY_PICTURES_OF</c> holds the dashboard's address with its key, as
/// <c>capacity up --sample</c> prints it, and <c>CAPACITY_PICTURES_TO</c> the folder.
/// </summary>
public sealed class PictureTests(Chromium chromium)
{
    private const string AddressVariable = "CAPACITY_PICTURES_OF";
    private const string FolderVariable = "CAPACITY_PICTURES_TO";

    [Theory]
    [InlineData("group-light", ColorScheme.Light, 1200, 860, "#/?horizon=P1D")]
    [InlineData("group-dark", ColorScheme.Dark, 1200, 860, "#/?horizon=P1D")]
    [InlineData("account-light", ColorScheme.Light, 1200, 1180, "#/account?account=storefront-web-01&horizon=P1D")]
    [InlineData("account-dark", ColorScheme.Dark, 1200, 1180, "#/account?account=storefront-web-01&horizon=P1D")]
    [InlineData("phone", ColorScheme.Light, 360, 800, "#/?horizon=P1D")]
    public async Task Picture_OfARunningSystem_IsTaken(string name, ColorScheme scheme, int width, int height, string hash)
    {
        string? address = Environment.GetEnvironmentVariable(AddressVariable);
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(address is null || folder is null, $"No pictures are wanted: {AddressVariable} and {FolderVariable} are not both set.");
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(new Uri(address + hash), scheme, width, height, timeZone: "Europe/Berlin");
        Assert.True(await visit.ColoursOfChartAsync() > 10, "The chart is blank.");

        byte[] picture = await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });

        Assert.InRange(picture.Length, 10_000, 200_000);
    }
}
