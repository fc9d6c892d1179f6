using Azure;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// Repeats a storage operation for as long as storage is away, and only while the lease is held, where there is one. The operation
/// must bear being repeated.
/// </summary>
internal sealed class StorageRetry(TimeProvider time, ILogger logger, HubLease? lease)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    public async Task RunAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        await RunAsync(
            async cancellation =>
            {
                await operation(cancellation);
                return true;
            },
            cancellationToken);
    }

    /// <exception cref="OperationCanceledException">The token was cancelled; the operation may or may not have been done.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lease is not null)
            {
                await lease.EnsureHeldAsync(cancellationToken);
            }

            try
            {
                T result = await operation(cancellationToken);
                if (pause != FirstPause)
                {
                    EngineLog.StorageIsBack(logger);
                }

                return result;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsTransient(failure))
            {
                if (pause == FirstPause)
                {
                    EngineLog.StorageIsAway(logger, failure.Message);
                }
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>No answer, a timeout, throttling, or a fault of the service; the Azure client may wrap several in one exception.</summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        RequestFailedException { ErrorCode: "TableNotFound" or "TableBeingDeleted" or "ContainerBeingDeleted" } => true,
        RequestFailedException => false,
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(IsTransient),
        OperationCanceledException or IOException or System.Net.Sockets.SocketException or HttpRequestException => true,
        _ => false,
    };
}
