using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CapacityFunctions.Dashboard.Tests.Browsers.Chromium))]

namespace CapacityFunctions.Dashboard.Tests.Browsers;

/// <summary>The Chromium of this machine, started once for all tests. Nothing is downloaded: where there is none, tests that need it are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is; null where it is not installed.</summary>
    public static string? Path { get; } = Find();

    public static void SkipIfMissing() =>
        Assert.SkipWhen(Path is null, "Chromium is not on the PATH: install it (Debian: apt-get install chromium) to run the tests of the dashboard.");

    public async ValueTask InitializeAsync()
    {
        if (Path is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
    }

    /// <summary>A browser of its own storage and look.</summary>
    public async Task<Visit> OpenAsync(
        Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900, string timeZone = "UTC", float scale = 1)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            DeviceScaleFactor = scale,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = timeZone,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        return await Visit.StartAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
