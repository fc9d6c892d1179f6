using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Up;

/// <summary>
/// The Functions app as a child process. It stands on ASP.NET Core and has its own configuration and log, so a process of its own
/// keeps it as it is when it is started by hand; and it can be killed and started again while this one goes on.
/// </summary>
internal sealed class AppProcess : IRunningApp
{
    /// <summary>Time for a running cycle's step to end and for storage to be written.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(45);

    private readonly Process _process;
    private readonly StreamWriter _log;

    private AppProcess(Process process, StreamWriter log)
    {
        _process = process;
        _log = log;
    }

    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    public int ProcessId => _process.Id;

    /// <param name="launch">Environment and log.</param>
    /// <param name="assembly">The app's assembly.</param>
    /// <exception cref="WorkFailedException">It is not there or cannot be started.</exception>
    public static AppProcess Start(AppLaunch launch, string assembly)
    {
        if (!File.Exists(assembly))
        {
            throw new WorkFailedException($"the Functions app is missing ({assembly}): build src/CapacityFunctions.Cli again");
        }

        ProcessStartInfo start = new(DotnetHost())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            ArgumentList = { "exec", assembly },
        };
        foreach ((string name, string value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        StreamWriter log = new(new FileStream(launch.LogPath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        try
        {
            Process process = Process.Start(start) ?? throw new WorkFailedException("the Functions app could not be started");
            AppProcess app = new(process, log);
            process.OutputDataReceived += (_, line) => app.Log(line.Data);
            process.ErrorDataReceived += (_, line) => app.Log(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return app;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            log.Dispose();
            throw new WorkFailedException($"{start.FileName} could not be started: {missing.Message}", missing);
        }
    }

    /// <summary>Closes the app's standard input, on which it stops as it should, and waits; ends it by force when that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Log(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.WriteLine(line);
            }
        }
    }

    /// <summary>The <c>dotnet</c> that runs this process, also where it is not on the PATH: three folders above the runtime.</summary>
    private static string DotnetHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
