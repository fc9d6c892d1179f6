using Azure.Data.Tables;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Trainings;

/// <summary>The trainings, newest first, how far each is, and the lock that lets one run at a time.</summary>
public sealed class TrainingStore
{
    private readonly StorageConnection _connection;

    internal TrainingStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes a training as running and takes the lock, in one transaction, if no other one runs.</summary>
    /// <exception cref="ArgumentException">The status is not Running.</exception>
    public async Task<TrainingStart> TryStartAsync(Training training, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Status != TrainingStatus.Running)
        {
            throw new ArgumentException($"A training starts as Running, not as {training.Status}.", nameof(training));
        }

        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        return await Optimistic.WriteAsync<TrainingStart>($"the lock of {training.Id}", async () =>
        {
            if (await FindAsync(table, training.Id, cancellationToken) is { } existing)
            {
                return new TrainingStart.AlreadyExists(TrainingRows.Read(existing));
            }

            TableEntity? lockRow = await table.FindAsync(TrainingRows.Partition, RunLock.Key, cancellationToken);
            if (await HolderAsync(table, lockRow, cancellationToken) is { } running)
            {
                return new TrainingStart.Busy(running);
            }

            TableTransactionAction[] start =
            [
                new(TableTransactionActionType.Add, TrainingRows.From(training)),
                TrainingRows.HandLock(lockRow, training.Id),
            ];
            return await table.TrySubmitAsync(start, cancellationToken) is null ? null : new TrainingStart.Started();
        });
    }

    /// <summary>Writes how a running training ended and frees the lock, in one transaction. A training that has ended stays as it is.</summary>
    /// <param name="id">The training.</param>
    /// <param name="end">Makes the ended training of the running one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The training as it is stored now; null when there is none of this id.</returns>
    public async Task<Training?> EndAsync(TrainingId id, Func<Training, Training> end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(end);
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        if (await FindAsync(table, id, cancellationToken) is null)
        {
            return null;
        }

        return await Optimistic.WriteAsync($"{id}", async () =>
        {
            TableEntity? row = await FindAsync(table, id, cancellationToken);
            if (row is null || TrainingRows.Read(row) is not { Status: TrainingStatus.Running } running)
            {
                return row is null ? null : TrainingRows.Read(row);
            }

            Training ended = end(running);
            List<TableTransactionAction> changes = [new(TableTransactionActionType.UpdateReplace, TrainingRows.From(ended), row.ETag)];
            TableEntity? lockRow = await table.FindAsync(TrainingRows.Partition, RunLock.Key, cancellationToken);
            if (TrainingRows.ReadHolder(lockRow) == id)
            {
                changes.Add(TrainingRows.HandLock(lockRow, holder: null));
            }

            return await table.TrySubmitAsync(changes, cancellationToken) is null ? null : ended;
        });
    }

    public async Task<Training?> GetAsync(TrainingId id, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        return await FindAsync(table, id, cancellationToken) is { } row ? TrainingRows.Read(row) : null;
    }

    /// <summary>The one ordered last, of whatever status; null when none was ever written.</summary>
    public async Task<Training?> LatestAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        return await table.FirstAsync(TrainingRows.Partition, TrainingRows.Newest, cancellationToken) is { } row ? TrainingRows.Read(row) : null;
    }

    /// <summary>Trainings ordered for [from, to), newest first.</summary>
    public async Task<IReadOnlyList<Training>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        List<Training> trainings = [];
        await foreach (TableEntity row in table.ReadRangeAsync(TrainingRows.Partition, TrainingRows.Between(from, to), cancellationToken: cancellationToken))
        {
            trainings.Add(TrainingRows.Read(row));
        }

        return trainings;
    }

    /// <summary>Notes how far a training is with one learner and horizon; what was noted before of the same is replaced.</summary>
    public async Task NoteAsync(TrainingId id, LearningProgress progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        await table.UpsertEntityAsync(TrainingRows.From(id, progress), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>How far a training is, by horizon, then by learner.</summary>
    public async Task<IReadOnlyList<LearningProgress>> ProgressAsync(TrainingId id, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trainings, cancellationToken);
        List<LearningProgress> progress = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(TrainingRows.ProgressPartition(id), cancellationToken))
        {
            progress.Add(TrainingRows.ReadProgress(row));
        }

        return progress;
    }

    /// <summary>The running training that the lock names; a name whose training has ended or is missing holds nobody up.</summary>
    private static async Task<Training?> HolderAsync(TableClient table, TableEntity? lockRow, CancellationToken cancellationToken) =>
        TrainingRows.ReadHolder(lockRow) is { } holder &&
        await FindAsync(table, holder, cancellationToken) is { } row &&
        TrainingRows.Read(row) is { Status: TrainingStatus.Running } running
            ? running
            : null;

    private static Task<TableEntity?> FindAsync(TableClient table, TrainingId id, CancellationToken cancellationToken) =>
        table.FindAsync(TrainingRows.Partition, TrainingRows.Key(id), cancellationToken);
}
