using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The host's keys as last read: while storage is away, what was read before goes on to count.</summary>
internal sealed class KeyRing(BlobServiceClient blobs, string hostId, TimeProvider time, ILogger<KeyRing> logger) : IDisposable
{
    /// <summary>A key that was added or removed in storage counts after this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>Between two tries while storage is away, so that requests don't each wait for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private FunctionKeys? _keys;
    private long? _readAt;
    private long? _failedAt;

    /// <returns>Null when the keys have never been read and can't be now.</returns>
    public async Task<FunctionKeys?> GetAsync(CancellationToken cancellationToken)
    {
        if (IsWithin(_readAt, Fresh) || IsWithin(_failedAt, Pause))
        {
            return _keys;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (!IsWithin(_readAt, Fresh) && !IsWithin(_failedAt, Pause))
            {
                await ReadAsync(cancellationToken);
            }

            return _keys;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _keys = await FunctionKeyStore.ReadOrRestoreAsync(blobs, hostId, _keys, cancellationToken);
            _readAt = time.GetTimestamp();
            _failedAt = null;
        }
        catch (Exception unreachable) when (unreachable is RequestFailedException or AggregateException or InvalidDataException)
        {
            _failedAt = time.GetTimestamp();
            KeyLog.Unreadable(logger, unreachable.Message.Split('\n')[0].Trim(), _keys is not null);
        }
    }

    private bool IsWithin(long? since, TimeSpan span) => since is { } timestamp && time.GetElapsedTime(timestamp) < span;
}
