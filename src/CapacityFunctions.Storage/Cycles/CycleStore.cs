using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>The runs of the loop, newest first, and the lock that lets one run at a time.</summary>
public sealed class CycleStore
{
    internal CycleStore(StorageConnection connection)
    {
    }

    /// <summary>Writes a cycle as running, if no other one runs.</summary>
    public Task<CycleStart> TryStartAsync(Cycle cycle, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Writes how a running cycle ended and lets the next one start. A cycle that has ended stays as it is.</summary>
    /// <returns>The cycle as it is stored now.</returns>
    /// <exception cref="ArgumentException">The status is Running.</exception>
    public Task<Cycle> EndAsync(Cycle cycle, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Ends a running cycle whose runtime has died.</summary>
    /// <returns>The cycle as it is stored now; null when there is none of this id.</returns>
    public Task<Cycle?> MarkAbandonedAsync(CycleId id, string reason, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Records a cycle that never ran (<see cref="CycleStatus.Skipped"/>); one that exists stays as it is.</summary>
    public Task RecordSkippedAsync(Cycle cycle, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The cycle that holds the lock; null when the next one may start.</summary>
    public Task<Cycle?> RunningAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Cycle?> GetAsync(CycleId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The one scheduled last, of whatever status; null when none was ever written.</summary>
    public Task<Cycle?> LatestAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Cycles scheduled in [from, to), newest first.</summary>
    public Task<Page<Cycle>> ListAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
