using CapacityFunctions.Dashboard.Tests.Browsers;
using CapacityFunctions.Dashboard.Tests.Systems;
using CapacityFunctions.Testing;
using Microsoft.Playwright;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>What the page shows and how it treats those who look at it, in a real browser.</summary>
[Collection(DashboardCollection.Name)]
public sealed class PageTests(Chromium chromium, DashboardSystem system)
{
    [Fact]
    public async Task Group_Opened_DrawsTheChartAndNamesEveryAccount()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);

        Assert.True(await visit.ColoursOfChartAsync() > 10, "The chart is blank.");
        Assert.Equal(5, await visit.Page.Locator(".accounts tbody tr").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("PT1H")]
    [InlineData("P1D")]
    [InlineData("P7D")]
    public async Task Group_EachHorizon_DrawsItsOwnChart(string horizon)
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(DashboardSystem.PageOf(system.App, $"#/?horizon={horizon}"));

        Assert.True(await visit.ColoursOfChartAsync() > 10, "The chart is blank.");
        Assert.True(await visit.Page.Locator($".choice input[value={horizon}]").IsCheckedAsync());
    }

    [Fact]
    public async Task Key_InTheAddress_IsTakenOutAndSurvivesAReload()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);
        await visit.ShowsAsync(".accounts tbody tr");

        Assert.DoesNotContain("code=", visit.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(DashboardSystem.KeyOf(system.App), visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await visit.ShowsAsync(".accounts tbody tr");
    }

    [Fact]
    public async Task Key_Missing_IsAskedForAndRefusedWhenWrong()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(new Uri(system.App.Http.BaseAddress!, "dashboard/view"));

        await visit.Page.FillAsync("#key", "wrong");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ShowsAsync("text=This key is not valid here.");
        await visit.Page.FillAsync("#key", Uri.UnescapeDataString(DashboardSystem.KeyOf(system.App)));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ShowsAsync(".accounts tbody tr");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(DashboardSystem.Hostile)]
    [InlineData(DashboardSystem.Odd)]
    public async Task AccountName_ThatTriesEverything_IsShownAsItIsAndOpens(string account)
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);
        ILocator link = visit.Page.Locator(".accounts tbody th a").GetByText(account, new LocatorGetByTextOptions { Exact = true });

        await link.ClickAsync();
        await visit.ShowsAsync(".decisions li");

        Assert.Equal(account, await visit.Page.Locator("h1").TextContentAsync());
        Assert.Equal(0, await visit.Page.Locator("#page img").CountAsync());
        Assert.True(await visit.ColoursOfChartAsync() > 10, "The chart is blank.");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_OnGroupAndAccount_FindsNothingSerious(ColorScheme scheme, int width)
    {
        Chromium.SkipIfMissing();
        await using Visit group = await chromium.OpenAsync(system.AddressWithKey, scheme, width);
        await group.ShowsAsync(".accounts tbody tr");
        await group.ShowsAsync(".plot canvas");
        Assert.Empty(await group.SeriousFindingsAsync());
        Assert.False(await OverflowsAsync(group), "The page is wider than the screen.");

        await group.Page.ClickAsync("text=Freeze everything");
        Assert.Empty(await group.SeriousFindingsAsync());

        await using Visit account = await chromium.OpenAsync(
            DashboardSystem.PageOf(system.App, DashboardSystem.HashOf(SmallOrganisation.Name(0))), scheme, width);
        await account.ShowsAsync(".decisions li");
        await account.Page.ClickAsync("text=Show as a table");
        await account.Page.ClickAsync("text=Why?");
        Assert.Empty(await account.SeriousFindingsAsync());
        Assert.False(await OverflowsAsync(account), "The page is wider than the screen.");
    }

    [Fact]
    public async Task Refresh_WhileSomebodyTypes_KeepsFocusAndText()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(DashboardSystem.PageOf(system.App, DashboardSystem.HashOf(SmallOrganisation.Name(1))));
        await visit.ShowsAsync("#reason");
        await visit.Page.FillAsync("#reason", "half a sen");
        await visit.Page.FocusAsync("#reason");

        Task<IResponse> read = visit.Page.WaitForResponseAsync(response => response.Url.Contains("overview/account", StringComparison.Ordinal));
        await visit.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await read;
        await visit.Page.Keyboard.TypeAsync("tence");

        Assert.Equal("half a sentence", await visit.Page.InputValueAsync("#reason"));
    }

    /// <summary>An operator in Tokyo, nine hours ahead: 23:59 UTC is 08:59 of the next day.</summary>
    [Fact]
    public async Task Times_OfAnotherZone_AreTheViewersWithUtcBeside()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(
            DashboardSystem.PageOf(system.App, DashboardSystem.HashOf(SmallOrganisation.Name(0))), timeZone: "Asia/Tokyo");
        await visit.ShowsAsync(".decisions li");
        ILocator first = visit.Page.Locator(".decisions li time").Last;

        Assert.Contains("08:59", await first.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("2026-11-01 23:59 UTC", await first.GetAttributeAsync("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_SearchedAndSorted_ShowsWhatMatchesInOrder()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);
        await visit.ShowsAsync(".accounts tbody tr");

        await visit.Page.FillAsync("#search", "account-0");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Account", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Account", Exact = true }).ClickAsync();

        Assert.Equal(
            ["account-02", "account-01", "account-00"],
            await visit.Page.Locator(".accounts tbody th a").AllTextContentsAsync(),
            StringComparer.Ordinal);
        Assert.Equal("descending", await visit.Page.Locator(".accounts th[aria-sort]").First.GetAttributeAsync("aria-sort"));
    }

    private static Task<bool> OverflowsAsync(Visit visit) =>
        visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth + 1");
}
