using CapacityFunctions.Embedded.Azurite;
using CapacityFunctions.Embedded.Functions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>
/// Starts Azurite when the host's storage is an emulator on this machine and nothing listens there, and again whenever that one dies.
/// An emulator that somebody else runs is left to them.
/// </summary>
internal sealed class EmulatorSupervisor(
    StorageConnection storage, AppSettings appSettings, EmbeddedHostSettings settings, ILogger<EmulatorSupervisor> logger)
    : BackgroundService
{
    /// <summary>Setting: <c>false</c> leaves the emulator to somebody else, even when none runs at the start.</summary>
    public const string StartSetting = "AZURITE_START";

    /// <summary>Setting: the folder of Azurite's data.</summary>
    public const string LocationSetting = "AZURITE_LOCATION";

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private AzuriteProcess? _own;

    /// <summary>Null while this host runs no Azurite.</summary>
    public int? OwnProcessId => _own?.ProcessId;

    /// <summary>After the functions have come to their end, so that they can write to the last.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StopOwnAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Emulator is not { } endpoints || appSettings.IsFalse(StartSetting))
        {
            return;
        }

        try
        {
            await SuperviseAsync(endpoints, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task SuperviseAsync(AzuriteEndpoints endpoints, CancellationToken stopping)
    {
        if (await PortOccupant.FindAsync(endpoints.TablePort, stopping) is { } occupant)
        {
            if (occupant.IsAzurite)
            {
                StorageLog.Found(logger, endpoints.TablePort);
            }
            else
            {
                StorageLog.NotAzurite(logger, endpoints.TablePort, occupant.Description);
            }

            return;
        }

        TimeSpan pause = FirstPause;
        while (true)
        {
            try
            {
                await StartAsync(endpoints, stopping);
                pause = FirstPause;
                await UntilGoneAsync(endpoints, stopping);
                StorageLog.Gone(logger, endpoints.TablePort, pause.TotalSeconds);
            }
            catch (Exception failed) when (failed is AzuriteException or IOException or UnauthorizedAccessException)
            {
                StorageLog.StartFailed(logger, failed.Message, pause.TotalSeconds);
            }

            await StopOwnAsync();
            await Task.Delay(pause, settings.Time, stopping);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task StartAsync(AzuriteEndpoints endpoints, CancellationToken stopping)
    {
        string folder = appSettings[LocationSetting] is { } location
            ? location
            : Path.Combine(Environment.CurrentDirectory, ".capacity", "azurite");
        StorageLog.Starting(logger, endpoints.TablePort, folder);
        _own = await AzuriteProcess.StartAsync(folder, endpoints, settings.Time, stopping);
        StorageLog.Started(logger, _own.ProcessId);
    }

    private async Task UntilGoneAsync(AzuriteEndpoints endpoints, CancellationToken stopping)
    {
        // One refused connection may be a moment of heavy load; two in a row are not.
        for (int misses = 0; misses < 2;)
        {
            await Task.Delay(CheckInterval, settings.Time, stopping);
            misses = await AzuriteProcess.IsListeningAsync(endpoints, stopping) ? 0 : misses + 1;
        }
    }

    private async Task StopOwnAsync()
    {
        if (_own is { } own)
        {
            _own = null;
            await own.DisposeAsync();
        }
    }
}
