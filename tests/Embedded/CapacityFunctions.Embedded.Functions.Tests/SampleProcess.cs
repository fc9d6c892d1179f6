using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>The sample app as a process of its own, as a user starts it.</summary>
internal sealed partial class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private SampleProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public static SampleProcess Start(params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "CapacityFunctions.Embedded.Functions.SampleApp.dll") },
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the line that names the address.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        await UntilOutputAsync("The Functions host serves ", cancellationToken);
        return new Uri(Address().Match(Output).Value);
    }

    public Task UntilOutputAsync(string text, CancellationToken cancellationToken) => Waiting.UntilAsync(
        () =>
        {
            bool found = Output.Contains(text, StringComparison.Ordinal);
            Assert.True(found || !_process.HasExited, Output);
            cancellationToken.ThrowIfCancellationRequested();
            return found;
        },
        () => $"'{text}' in: {Output}");

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for a minute at most; fails with the output after that.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_process.HasExited, $"The sample app did not end within {Limit.TotalSeconds} s: {Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }

        _process.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
