using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CapacityFunctions.Dashboard.Tests.Browsers;

/// <summary>One visit to the page, with all that the browser complained about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Add($"A script opened a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, violations of the content security policy, and dialogs that no one asked for.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visit> StartAsync(IBrowserContext context, Uri address)
    {
        Visit visit = new(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(address.AbsoluteUri);
        return visit;
    }

    public Task ShowsAsync(string selector, float patienceMs = 20_000) =>
        Page.WaitForSelectorAsync(selector, new PageWaitForSelectorOptions { Timeout = patienceMs });

    /// <summary>Waits until the chart is there and has drawn, and says in how many colours (1: it is blank).</summary>
    public async Task<int> ColoursOfChartAsync()
    {
        await ShowsAsync(".plot canvas");
        await Page.WaitForTimeoutAsync(300);
        return await Page.EvaluateAsync<int>(
            """
            () => {
              const canvas = document.querySelector('.plot canvas');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const colours = new Set();
              for (let i = 0; i < data.length; i += 4) {
                colours.add((data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3]);
              }
              return colours.size;
            }
            """);
    }

    /// <summary>Findings of axe that are serious or critical, with the places.</summary>
    public async Task<IReadOnlyList<string>> SeriousFindingsAsync()
    {
        AxeResult result = await Page.RunAxe();
        return
        [
            .. result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(5).Select(node => JsonSerializer.Serialize(node.Html)))}"),
        ];
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(IConsoleMessage message)
    {
        // What the API refuses, the page shows; the browser's line about it is no fault of the page.
        if (message.Type is "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            _complaints.Add(message.Text);
        }
    }
}
