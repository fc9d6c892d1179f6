using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Extensions.Hosting;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Makes the keys at the first start, so that they are there to be read before the first request.</summary>
internal sealed class KeyPreparation(StorageProbe storage, KeyRing ring) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await storage.WaitAsync(stoppingToken);
            await ring.GetAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
