using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Overrides;

/// <summary>Operators' instructions, kept for good. Finding those in force stays cheap however many have ended.</summary>
public sealed class OverrideStore
{
    internal OverrideStore(StorageConnection connection, TimeProvider time)
    {
    }

    /// <summary>Writes a new override. An empty id gets a unique one; an empty creation time becomes now.</summary>
    /// <returns>The override as stored; null when its id is taken.</returns>
    public Task<Versioned<Override>?> CreateAsync(Override instruction, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<Versioned<Override>?> GetAsync(string id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Those in force at an instant, past ones too, by creation time.</summary>
    public Task<IReadOnlyList<Override>> ListActiveAsync(DateTimeOffset at, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>All of them, ended ones too, newest first.</summary>
    public Task<Page<Override>> ListAsync(
        int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Ends an override before its time; it stays in the history.</summary>
    public Task<CancelOutcome> CancelAsync(
        string id, string cancelledBy, DateTimeOffset at, WriteCondition condition = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
