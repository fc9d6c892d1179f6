using System.Globalization;
using CapacityFunctions.Dashboard.Tests.Browsers;
using CapacityFunctions.Dashboard.Tests.Systems;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Dashboard.Tests;

/// <summary>How long a large organisation takes to be on the screen.</summary>
[Collection(DashboardCollection.Name)]
public sealed class LoadTests(Chromium chromium, DashboardSystem system, ITestOutputHelper output)
{
    private const int Accounts = 1_000;

    /// <summary>The aim is 2 seconds on a laptop; what fails here leaves room for machines that other suites keep busy.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Group_AThousandAccounts_IsDrawnSoon()
    {
        Chromium.SkipIfMissing();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using (ServiceProvider storage = StorageServices.Build(system.ConnectionString, "many"))
        {
            await ManyAccounts.WriteAsync(storage, Accounts, now.AddSeconds(-60));
        }

        await using AppProcess app = await AppProcess.StartAsync(system.ConnectionString, "many");
        TimeSpan[] taken = new TimeSpan[3];
        for (int visits = 0; visits < taken.Length; visits++)
        {
            long started = TimeProvider.System.GetTimestamp();
            await using Visit visit = await chromium.OpenAsync(DashboardSystem.PageOf(app, hash: string.Empty));
            await visit.ShowsAsync(".accounts tbody tr:nth-child(100)");
            await visit.ShowsAsync(".plot canvas");
            taken[visits] = TimeProvider.System.GetElapsedTime(started);
            Assert.Contains($"{Accounts}", await visit.Page.Locator("text=Accounts: ").TextContentAsync(), StringComparison.Ordinal);
            Assert.True(await visit.ColoursOfChartAsync() > 10, "The chart is blank.");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Accounts} accounts drawn after {string.Join(", ", taken.Select(time => $"{time.TotalSeconds:0.00}"))} s (first visit, then with the app warm)"));
        Assert.True(taken.Min() < Limit, $"The fastest of three took {taken.Min().TotalSeconds:0.0} s.");
    }
}
