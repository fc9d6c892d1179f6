namespace CapacityFunctions.Storage.Audit;

/// <summary>Who changed what: only ever added to.</summary>
public interface IAuditTrail
{
    /// <summary>Adds what is known of a change: once when it begins, once when it has been answered.</summary>
    /// <exception cref="Azure.RequestFailedException">It is not on record.</exception>
    Task AppendAsync(AuditRecord record, CancellationToken cancellationToken = default);

    /// <summary>Changes asked for in [from, to), newest first, each once, with as much as is known of it.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    Task<Page<AuditRecord>> ListAsync(
        DateTimeOffset from, DateTimeOffset to, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default);
}
