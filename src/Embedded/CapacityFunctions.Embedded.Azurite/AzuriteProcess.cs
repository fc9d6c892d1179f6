using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CapacityFunctions.Embedded.Azurite;

/// <summary>
/// An Azurite that belongs to this process: it stops, with its tables saved, when this process ends, however it ends.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private bool _disposed;

    private AzuriteProcess(Process process, AzuriteEndpoints endpoints)
    {
        _process = process;
        Endpoints = endpoints;
    }

    public AzuriteEndpoints Endpoints { get; }

    public int ProcessId => _process.Id;

    /// <summary>True when something accepts connections on the table port.</summary>
    public static async Task<bool> IsListeningAsync(AzuriteEndpoints endpoints, CancellationToken cancellationToken = default)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, endpoints.TablePort, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Starts Azurite on free ports.</summary>
    public static Task<AzuriteProcess> StartAsync(string dataDirectory, TimeProvider time, CancellationToken cancellationToken = default) =>
        StartAsync(dataDirectory, AzuriteEndpoints.FindFree(), time, cancellationToken);

    /// <summary>Starts Azurite and waits until its services listen.</summary>
    /// <param name="dataDirectory">Where it keeps its data; made when missing, reused when there.</param>
    /// <param name="endpoints">The ports to listen on, on the loopback interface.</param>
    /// <param name="time">The clock for the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting and the process.</param>
    /// <exception cref="AzuriteException">Node.js or Azurite is missing, or it ended or did not listen in time.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        string dataDirectory, AzuriteEndpoints endpoints, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDirectory);

        string tools = FindLocalTools();
        Directory.CreateDirectory(dataDirectory);
        ProcessStartInfo start = new("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = dataDirectory,
            ArgumentList =
            {
                "--require", Path.Combine(tools, "exit-with-parent.cjs"),
                Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js"),
                "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--location", Path.GetFullPath(dataDirectory),
                "--blobPort", $"{endpoints.BlobPort}", "--queuePort", $"{endpoints.QueuePort}", "--tablePort", $"{endpoints.TablePort}",
            },
        };

        Process process;
        try
        {
            process = Process.Start(start) ?? throw new AzuriteException("Azurite could not be started.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new AzuriteException("Node.js 20 or later is needed to run Azurite, and `node` was not found on the PATH.", missing);
        }

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
                await _process.WaitForExitAsync(cancellationToken);
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

    /// <summary>The nearest <c>infra/local</c> above the running program that holds an installed Azurite.</summary>
    private static string FindLocalTools()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string tools = Path.Combine(folder.FullName, "infra", "local");
            if (File.Exists(Path.Combine(tools, "node_modules", "azurite", "dist", "src", "azurite.js")))
            {
                return tools;
            }
        }

        throw new AzuriteException("Azurite is not installed: run `npm ci` in infra/local (the build does it when Node.js is there).");
    }
}
