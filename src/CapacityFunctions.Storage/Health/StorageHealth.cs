using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Health;

/// <summary>Asks storage for one row.</summary>
public sealed class StorageHealth
{
    internal StorageHealth(StorageConnection connection, TimeProvider time)
    {
    }

    /// <summary>Answers within about 3 seconds; throws only when the caller cancels.</summary>
    public Task<StorageHealthReport> CheckAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
