using Azure.Data.Tables;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>The runs of the loop, newest first, and the lock that lets one run at a time.</summary>
public sealed class CycleStore
{
    /// <summary>How many cycles, newest first, are looked at for one that completed: three and a half days of them.</summary>
    public const int MostLookedAt = 1000;

    /// <summary>Rows in one answer while looking: nearly always the first or second is the one.</summary>
    private const int LookedAtOnce = 20;

    private readonly StorageConnection _connection;

    internal CycleStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes a cycle as running and takes the lock, in one transaction, if no other one runs.</summary>
    /// <exception cref="ArgumentException">The status is not Running.</exception>
    public async Task<CycleStart> TryStartAsync(Cycle cycle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (cycle.Status != CycleStatus.Running)
        {
            throw new ArgumentException($"A cycle starts as Running, not as {cycle.Status}.", nameof(cycle));
        }

        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        return await Optimistic.WriteAsync<CycleStart>($"the lock of {cycle.Id}", async () =>
        {
            if (await FindAsync(table, cycle.Id, cancellationToken) is { } existing)
            {
                return new CycleStart.AlreadyExists(CycleRows.Read(existing));
            }

            TableEntity? lockRow = await table.FindAsync(CycleRows.Partition, RunLock.Key, cancellationToken);
            if (await HolderAsync(table, lockRow, cancellationToken) is { } running)
            {
                return new CycleStart.Busy(running);
            }

            TableTransactionAction[] start =
            [
                new(TableTransactionActionType.Add, CycleRows.From(cycle)),
                CycleRows.HandLock(lockRow, cycle.Id),
            ];
            return await table.TrySubmitAsync(start, cancellationToken) is null ? null : new CycleStart.Started();
        });
    }

    /// <summary>Writes how a running cycle ended and frees the lock, in one transaction. A cycle that has ended stays as it is.</summary>
    /// <returns>The cycle as it is stored now.</returns>
    /// <exception cref="ArgumentException">The status is Running, or the cycle was never started.</exception>
    public async Task<Cycle> EndAsync(Cycle cycle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (cycle.Status == CycleStatus.Running)
        {
            throw new ArgumentException("A cycle does not end as Running.", nameof(cycle));
        }

        return await EndAsync(cycle.Id, _ => cycle, cancellationToken)
            ?? throw new ArgumentException($"{cycle.Id} was never started.", nameof(cycle));
    }

    /// <summary>Ends a running cycle whose runtime has died.</summary>
    /// <returns>The cycle as it is stored now; null when there is none of this id.</returns>
    public Task<Cycle?> MarkAbandonedAsync(CycleId id, string reason, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        EndAsync(id, running => running with { Status = CycleStatus.Abandoned, Reason = reason, EndedAt = at }, cancellationToken);

    /// <summary>Records a cycle that never ran (<see cref="CycleStatus.Skipped"/>); one that exists stays as it is.</summary>
    /// <exception cref="ArgumentException">The status is Running.</exception>
    public async Task RecordSkippedAsync(Cycle cycle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (cycle.Status == CycleStatus.Running)
        {
            throw new ArgumentException("A cycle that runs has to take the lock.", nameof(cycle));
        }

        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        await table.TryAddAsync(CycleRows.From(cycle), cancellationToken);
    }

    /// <summary>The cycle that holds the lock; null when the next one may start.</summary>
    public async Task<Cycle?> RunningAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        TableEntity? lockRow = await table.FindAsync(CycleRows.Partition, RunLock.Key, cancellationToken);
        return await HolderAsync(table, lockRow, cancellationToken);
    }

    public async Task<Cycle?> GetAsync(CycleId id, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        return await FindAsync(table, id, cancellationToken) is { } row ? CycleRows.Read(row) : null;
    }

    /// <summary>The one scheduled last, of whatever status; null when none was ever written.</summary>
    public async Task<Cycle?> LatestAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        return await table.FirstAsync(CycleRows.Partition, CycleRows.Newest, cancellationToken) is { } row ? CycleRows.Read(row) : null;
    }

    /// <summary>The one scheduled last of those that completed; null when none of the newest <see cref="MostLookedAt"/> did.</summary>
    public async Task<Cycle?> LatestCompletedAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        int lookedAt = 0;
        await foreach (TableEntity row in table.ReadAfterAsync(
            CycleRows.Partition, CycleRows.Newest, lastSeen: null, condition: null, LookedAtOnce, cancellationToken))
        {
            if (CycleRows.Read(row) is { Status: CycleStatus.Completed } completed)
            {
                return completed;
            }

            if (++lookedAt == MostLookedAt)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Cycles scheduled in [from, to), newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<Cycle>> ListAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        return await table.ReadPageAsync(
            CycleRows.Partition, CycleRows.Between(from, to), pageSize, continuationToken, CycleRows.Read, cancellationToken);
    }

    /// <summary>Deletes cycles scheduled before an instant, but neither the one that runs nor the newest.</summary>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        Cycle? newest = await LatestAsync(cancellationToken);
        Cycle? running = await RunningAsync(cancellationToken);
        DateTimeOffset[] bounds = [instant, newest?.Id.ScheduledAt ?? instant, running?.Id.ScheduledAt ?? instant];
        return await table.DeleteRowsAsync(CycleRows.Partition, CycleRows.Between(DateTimeOffset.MinValue, bounds.Min()), limit, cancellationToken);
    }

    private async Task<Cycle?> EndAsync(CycleId id, Func<Cycle, Cycle> end, CancellationToken cancellationToken)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Cycles, cancellationToken);
        if (await FindAsync(table, id, cancellationToken) is null)
        {
            return null;
        }

        return await Optimistic.WriteAsync($"{id}", async () =>
        {
            TableEntity? row = await FindAsync(table, id, cancellationToken);
            if (row is null || CycleRows.Read(row) is not { Status: CycleStatus.Running } running)
            {
                return row is null ? null : CycleRows.Read(row);
            }

            Cycle ended = end(running);
            List<TableTransactionAction> changes = [new(TableTransactionActionType.UpdateReplace, CycleRows.From(ended), row.ETag)];
            TableEntity? lockRow = await table.FindAsync(CycleRows.Partition, RunLock.Key, cancellationToken);
            if (CycleRows.ReadHolder(lockRow) == id)
            {
                changes.Add(CycleRows.HandLock(lockRow, holder: null));
            }

            return await table.TrySubmitAsync(changes, cancellationToken) is null ? null : ended;
        });
    }

    /// <summary>The running cycle that the lock names; a name whose cycle has ended or is missing holds nobody up.</summary>
    private static async Task<Cycle?> HolderAsync(TableClient table, TableEntity? lockRow, CancellationToken cancellationToken) =>
        CycleRows.ReadHolder(lockRow) is { } holder &&
        await FindAsync(table, holder, cancellationToken) is { } row &&
        CycleRows.Read(row) is { Status: CycleStatus.Running } running
            ? running
            : null;

    private static Task<TableEntity?> FindAsync(TableClient table, CycleId id, CancellationToken cancellationToken) =>
        table.FindAsync(CycleRows.Partition, CycleRows.Key(id), cancellationToken);
}
