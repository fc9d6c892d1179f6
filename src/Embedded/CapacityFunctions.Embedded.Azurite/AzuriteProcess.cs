using System.Diagnostics;
using System.Text;

namespace CapacityFunctions.Embedded.Azurite;

/// <summary>
/// An Azurite that belongs to this process: it stops, with its tables saved, when this process ends, however it ends.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private bool _disposed;

    private AzuriteProcess(Process process, AzuriteEndpoints endpoints)
    {
        _process = process;
        Endpoints = endpoints;
    }

    public AzuriteEndpoints Endpoints { get; }

    public int ProcessId => _process.Id;

    /// <summary>True when something accepts connections on the table port. It takes five seconds at most.</summary>
    public static Task<bool> IsListeningAsync(AzuriteEndpoints endpoints, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return LoopbackPorts.IsListeningAsync(endpoints.TablePort, cancellationToken);
    }

    /// <summary>Starts Azurite on free ports.</summary>
    public static Task<AzuriteProcess> StartAsync(string dataDirectory, TimeProvider time, CancellationToken cancellationToken = default) =>
        StartAsync(dataDirectory, AzuriteEndpoints.FindFree(), time, cancellationToken);

    /// <summary>Starts Azurite and waits until its services listen.</summary>
    /// <param name="dataDirectory">Where it keeps its data; made when missing, reused when there.</param>
    /// <param name="endpoints">The ports to listen on, on the loopback interface.</param>
    /// <param name="time">The clock for the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting and the process.</param>
    /// <exception cref="AzuriteException">
    /// Node.js or Azurite is missing or too old, a port is taken, or Azurite ended or did not listen in time; the message says what to do.
    /// </exception>
    public static async Task<AzuriteProcess> StartAsync(
        string dataDirectory, AzuriteEndpoints endpoints, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDirectory);

        ArgumentNullException.ThrowIfNull(endpoints);

        string script = AzuriteScript.Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH"));
        await NodeRuntime.CheckAsync(NodeRuntime.Command, cancellationToken);
        await RefuseTakenPortsAsync(endpoints, cancellationToken);
        Directory.CreateDirectory(dataDirectory);
        ProcessStartInfo start = new(NodeRuntime.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = dataDirectory,
            ArgumentList =
            {
                "--require", Path.Combine(AppContext.BaseDirectory, "exit-with-parent.cjs"), script,
                "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--location", Path.GetFullPath(dataDirectory),
                "--blobPort", $"{endpoints.BlobPort}", "--queuePort", $"{endpoints.QueuePort}", "--tablePort", $"{endpoints.TablePort}",
            },
        };

        Process process = Process.Start(start) ?? throw new AzuriteException("Azurite could not be started.");
        StringBuilder output = new();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        AzuriteProcess azurite = new(process, endpoints);
        try
        {
            await azurite.WaitUntilListeningAsync(output, time, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
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
            }
        }

        _process.Dispose();
    }

    private static async Task RefuseTakenPortsAsync(AzuriteEndpoints endpoints, CancellationToken cancellationToken)
    {
        foreach ((string service, int port) in new[] { ("blob", endpoints.BlobPort), ("queue", endpoints.QueuePort), ("table", endpoints.TablePort) })
        {
            if (await PortOccupant.FindAsync(port, cancellationToken) is { } occupant)
            {
                throw new AzuriteException(
                    $"Port {port}, where Azurite's {service} service belongs, is taken by {occupant.Description}: stop that, or name other ports in the connection string.");
            }
        }
    }

    /// <summary>Waits for the end of the output of a process that has exited; whoever inherited its pipes may keep them open.</summary>
    private async Task ReadOutputAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(OutputLimit);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            if (line is not null && output.Length < 4000)
            {
                output.AppendLine(line);
            }
        }
    }

    private async Task WaitUntilListeningAsync(StringBuilder output, TimeProvider time, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (!await IsListeningAsync(Endpoints, cancellationToken))
        {
            if (_process.HasExited)
            {
                await ReadOutputAsync(cancellationToken);
                lock (output)
                {
                    throw new AzuriteException($"Azurite ended with {_process.ExitCode}: {output.ToString().Trim()}");
                }
            }

            if (time.GetElapsedTime(started) > StartLimit)
            {
                throw new AzuriteException($"Azurite did not listen on port {Endpoints.TablePort} within {StartLimit.TotalSeconds} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }
}
