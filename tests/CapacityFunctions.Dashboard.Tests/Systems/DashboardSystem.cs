using CapacityFunctions.Dashboard.Tests.Browsers;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Dashboard.Tests.Systems;

/// <summary>The app as a process over Azurite, with a few accounts, two of them with names that try everything, after one cycle.</summary>
public sealed class DashboardSystem : IAsyncLifetime
{
    public const string Hostile = "<img src=x onerror=alert(1)>";
    public const string Odd = "a/b?c=d&e#f%2F \"ü\" 漢字 +;'`\\..";
    private readonly AzuriteFixture _azurite = new();
    private AppProcess? _app;

    public AppProcess App => _app ?? throw new InvalidOperationException("Without Chromium the system is not started.");

    public string ConnectionString => _azurite.ConnectionString;

    /// <summary>The page's address with the key.</summary>
    public Uri AddressWithKey => PageOf(App, hash: string.Empty);

    public static Uri PageOf(AppProcess app, string hash) => new(app.Http.BaseAddress!, $"dashboard?code={KeyOf(app)}{hash}");

    public static string KeyOf(AppProcess app) => Uri.EscapeDataString(app.Http.DefaultRequestHeaders.GetValues("x-functions-key").Single());

    public static string HashOf(string account) =>
        $"#/account?account={Uri.EscapeDataString(account)}&resource={SmallOrganisation.Resource}&horizon=PT1H";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        await _azurite.InitializeAsync();
        await using (ServiceProvider storage = StorageServices.Build(_azurite.ConnectionString, "dash"))
        {
            foreach (string id in new[] { Hostile, Odd })
            {
                await storage.GetRequiredService<AccountStore>().PutAsync(new LinkedAccount { Id = new AccountId(id), Mode = OperatingMode.Enforce, Name = id });
                await storage.GetRequiredService<UsageStore>().AppendAsync([.. Usage(id)]);
            }
        }

        _app = await AppProcess.StartAsync(_azurite.ConnectionString, "dash", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(_app, accounts: 3);
        await _app.RunCycleAsync(SmallOrganisation.End.AddMinutes(-1));
    }

    /// <summary>Runs a cycle at the app's now; waits for the next minute where this one has had its cycle.</summary>
    public async Task RunNextCycleAsync()
    {
        string before = (await App.GetAsync("cycles/latest")).GetProperty("id").GetString()!;
        string next = before;
        await App.WaitUntilAsync(
            async () =>
            {
                next = await App.StartCycleAsync((await App.GetAsync("health")).GetProperty("now").GetDateTimeOffset().AddSeconds(-1));
                return !string.Equals(next, before, StringComparison.Ordinal);
            },
            TimeSpan.FromMinutes(2),
            "in the next minute");
        await App.WaitForCycleAsync(next);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            await _azurite.DisposeAsync();
        }
    }

    private static IEnumerable<ResourceUsage> Usage(string account)
    {
        for (DateTimeOffset at = SmallOrganisation.End.AddDays(-2); at < SmallOrganisation.End; at += TimeSpan.FromMinutes(5))
        {
            yield return new ResourceUsage(new AccountId(account), new ResourceType(SmallOrganisation.Resource), at, 5 + (at.Minute % 10 / 5.0));
        }
    }
}
