using System.Text.Json;
using CapacityFunctions.Dashboard.Tests.Browsers;
using CapacityFunctions.Dashboard.Tests.Systems;
using CapacityFunctions.Testing;
using Microsoft.Playwright;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>What an operator does on the page, and what comes of it in the next cycle.</summary>
[Collection(DashboardCollection.Name)]
public sealed class OperatorTests(Chromium chromium, DashboardSystem system)
{
    [Fact]
    public async Task Override_AddedPreviewedAndEnded_ShowsInTheCyclesBetween()
    {
        Chromium.SkipIfMissing();
        string account = SmallOrganisation.Name(0);
        await using Visit visit = await chromium.OpenAsync(DashboardSystem.PageOf(system.App, DashboardSystem.HashOf(account)));
        await visit.ShowsAsync("#value");
        await visit.Page.FillAsync("#value", "90");
        await visit.Page.FillAsync("#reason", "campaign of the spring");

        await visit.Page.ClickAsync("text=Preview");
        await visit.ShowsAsync(".preview");
        Assert.Empty((await system.App.GetAsync("overrides")).GetProperty("items").EnumerateArray());

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add override" }).ClickAsync();
        await visit.ShowsAsync(".overrides >> text=campaign of the spring");
        await system.RunNextCycleAsync();
        await visit.Page.ReloadAsync();
        await visit.ShowsAsync(".decisions >> text=Reserve at least 90");
        Assert.Equal(90, await ReservedAsync(account));
        Assert.Equal("90", await visit.Page.Locator(".figure", new PageLocatorOptions { HasText = "Reserved" }).Locator(".figure-value").TextContentAsync());

        await visit.Page.ClickAsync(".overrides >> text=End");
        await visit.Page.ClickAsync("dialog >> text=End it");
        await visit.ShowsAsync("text=None for this account.");
        await system.RunNextCycleAsync();
        await visit.Page.ReloadAsync();
        await visit.ShowsAsync(".decisions li");
        JsonElement decision = await DecisionAsync(account);
        Assert.Empty(decision.GetProperty("overrides").EnumerateArray());
        Assert.DoesNotContain("Reserve at least 90", await visit.Page.Locator(".decisions li").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Override_ThatTheServerRefuses_SaysSoAtTheField()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(DashboardSystem.PageOf(system.App, DashboardSystem.HashOf(SmallOrganisation.Name(1))));
        await visit.ShowsAsync("#value");
        await visit.Page.FillAsync("#value", "-5");
        await visit.Page.FillAsync("#reason", "x");

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add override" }).ClickAsync();
        await visit.ShowsAsync("#value-error");

        Assert.Equal("true", await visit.Page.GetAttributeAsync("#value", "aria-invalid"));
        Assert.Equal("value-error", await visit.Page.GetAttributeAsync("#value", "aria-describedby"));
        Assert.Equal("value", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    /// <summary>From the address bar to a frozen system and back without a pointer.</summary>
    [Fact]
    public async Task FreezeEverything_WithTheKeyboardOnly_FreezesAndEnds()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);
        await visit.ShowsAsync(".accounts tbody tr");

        await TabToAsync(visit, "Freeze everything");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ShowsAsync("dialog[open]");
        await visit.Page.FocusAsync("#freeze-reason");
        await visit.Page.Keyboard.TypeAsync("the provider has an incident");
        await visit.Page.FocusAsync("dialog input[type=checkbox]");
        await visit.Page.Keyboard.PressAsync("Space");
        await TabToAsync(visit, "Freeze everything");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.ShowsAsync(".banner >> text=the provider has an incident");
        JsonElement frozen = Assert.Single(await FreezesAsync());
        Assert.Equal(("*", "*"), (frozen.GetProperty("accountId").GetString(), frozen.GetProperty("resourceType").GetString()));

        await TabToAsync(visit, "End: Frozen, all accounts, all resource types");
        await visit.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(visit, "End it");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".banner", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        Assert.Empty(await FreezesAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Chart_WithArrowKeys_ReadsItsValuesOut()
    {
        Chromium.SkipIfMissing();
        await using Visit visit = await chromium.OpenAsync(system.AddressWithKey);
        await visit.ColoursOfChartAsync();

        await visit.Page.FocusAsync(".plot");
        await visit.Page.Keyboard.PressAsync("Home");
        string? first = await visit.Page.Locator(".chart [aria-live]").TextContentAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        string? second = await visit.Page.Locator(".chart [aria-live]").TextContentAsync();

        Assert.Contains("Demand", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.True(await visit.Page.Locator(".tip").IsVisibleAsync());
    }

    /// <summary>Presses Tab until what has the focus carries a name, as a person would; fails when it can't be reached.</summary>
    private static async Task TabToAsync(Visit visit, string name)
    {
        for (int presses = 0; presses < 80; presses++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            string focused = await visit.Page.EvaluateAsync<string>(
                "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? '').trim()");
            if (string.Equals(focused, name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{name}' can't be reached with Tab.");
    }

    private async Task<IEnumerable<JsonElement>> FreezesAsync() =>
        (await system.App.GetAsync("overrides")).GetProperty("items").EnumerateArray().Where(open => open.GetProperty("kind").GetString() == "freeze");

    private async Task<JsonElement> DecisionAsync(string account) =>
        (await system.App.GetAsync("cycles/latest")).GetProperty("decisions").EnumerateArray().Single(decision => decision.GetProperty("accountId").GetString() == account);

    private async Task<decimal> ReservedAsync(string account) =>
        (await DecisionAsync(account)).GetProperty("reservedAfter").EnumerateObject().Sum(zone => zone.Value.GetDecimal());
}
