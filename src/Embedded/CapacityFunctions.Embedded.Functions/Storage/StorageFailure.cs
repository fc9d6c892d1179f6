using Azure;
using Azure.Identity;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>Tells storage that is away from errors of ours.</summary>
internal static class StorageFailure
{
    /// <param name="exception">What a call to storage threw: after its retries that is an AggregateException, after its time limit a cancellation.</param>
    /// <param name="cancellationToken">The caller's own token: its cancellation is no failure.</param>
    public static bool IsOutage(Exception exception, CancellationToken cancellationToken) =>
        exception is RequestFailedException or AggregateException or AuthenticationFailedException ||
        (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The first line: what follows it are headers and content.</summary>
    public static string Reason(Exception exception) => exception.Message.Split('\n')[0].Trim();
}
