using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>A process of the crash host: its output is kept, and it never outlives its test.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, output) =>
        {
            lock (_lines)
            {
                _lines.AddRange(output.Data is null ? [] : [output.Data]);
            }
        };
        process.BeginOutputReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <param name="azurite">Where the hub is.</param>
    /// <param name="what">See the crash host's Program.</param>
    /// <param name="hub">Its name.</param>
    /// <param name="file">For the runs of activities.</param>
    /// <param name="arguments">The rest.</param>
    public static HostProcess Start(AzuriteFixture azurite, string what, string hub, string file, params object[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "CapacityFunctions.Embedded.DurableTask.CrashHost.dll"),
                what, azurite.ConnectionString, hub, file,
            },
        };
        foreach (object argument in arguments)
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        return new HostProcess(Process.Start(start)!);
    }

    public Task SaysAsync(string part) => TestHub.UntilAsync(
        () => Task.FromResult(Lines.Any(line => line.Contains(part, StringComparison.Ordinal))));

    public bool HasSaid(string part) => Lines.Any(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>Has it stop in order; returns when it is gone.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await ExitAsync();
    }

    public async Task ExitAsync() => await _process.WaitForExitAsync().WaitAsync(TestHub.Limit);

    /// <summary>SIGSTOP: it stands still, wherever it is.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await ExitAsync();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(TestHub.Limit);
        Assert.Equal(0, kill.ExitCode);
    }
}
