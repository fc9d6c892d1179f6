using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>Waits at the start until storage answers, and tells those who wait with it.</summary>
internal sealed class StorageProbe(StorageConnection storage, EmbeddedHostSettings settings, ILogger<StorageProbe> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when storage has answered once.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _answered.Task.WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool told = false;
        try
        {
            while (true)
            {
                try
                {
                    await storage.Tables.GetPropertiesAsync(stoppingToken);
                    await storage.Blobs.GetPropertiesAsync(stoppingToken);
                    break;
                }
                catch (Exception outage) when (StorageFailure.IsOutage(outage, stoppingToken))
                {
                    if (!told)
                    {
                        told = true;
                        StorageLog.Unreachable(logger, StorageFailure.Reason(outage), Interval.TotalSeconds);
                    }
                }

                await Task.Delay(Interval, settings.Time, stoppingToken);
            }

            StorageLog.Reachable(logger);
            _answered.TrySetResult();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
