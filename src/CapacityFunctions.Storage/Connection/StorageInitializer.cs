namespace CapacityFunctions.Storage.Connection;

/// <summary>Makes the tables and the container. Stores do so themselves at their first use; a host calls this to learn of trouble early.</summary>
public sealed class StorageInitializer
{
    private readonly StorageConnection _connection;

    internal StorageInitializer(StorageConnection connection) => _connection = connection;

    /// <summary>Safe to call at any time, from several threads and processes; costs nothing once it has succeeded.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage refused; the next call tries again.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken = default) => _connection.EnsureCreatedAsync(cancellationToken).AsTask();
}
