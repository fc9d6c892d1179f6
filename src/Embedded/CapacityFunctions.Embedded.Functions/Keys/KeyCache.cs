using CapacityFunctions.Embedded.Functions.Storage;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Keys as last read: while storage is away, what was read before goes on to count.</summary>
/// <param name="read">Reads them; gets what was read before, or null.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Told of a failed reading, and whether keys were read before.</param>
internal sealed class KeyCache<T>(Func<T?, CancellationToken, Task<T>> read, TimeProvider time, Action<Exception, bool> failed) : IDisposable
    where T : class
{
    /// <summary>A key that was added or removed by another than this host counts after this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>Between two tries while storage is away, so that requests don't each wait for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private T? _keys;
    private long? _readAt;
    private long? _failedAt;

    /// <returns>Null when the keys have never been read and can't be now.</returns>
    public async Task<T?> GetAsync(CancellationToken cancellationToken)
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

    /// <summary>Takes over keys that <paramref name="change"/> has stored: they count at once. It gets what was read before, or null.</summary>
    public async Task<T> ChangeAsync(Func<T?, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            _keys = await change(_keys, cancellationToken);
            _readAt = time.GetTimestamp();
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
            _keys = await read(_keys, cancellationToken);
            _readAt = time.GetTimestamp();
            _failedAt = null;
        }
        catch (Exception outage) when (outage is InvalidDataException || StorageFailure.IsOutage(outage, cancellationToken))
        {
            _failedAt = time.GetTimestamp();
            failed(outage, _keys is not null);
        }
    }

    private bool IsWithin(long? since, TimeSpan span) => since is { } timestamp && time.GetElapsedTime(timestamp) < span;
}
