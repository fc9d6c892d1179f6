using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Learning;

/// <summary>
/// Models that were learned over many series, in versions: which one is in use, which ones were, and how each did. A version's blob is written
/// before its row, and deleted after its row says so.
/// </summary>
public sealed class LearnedModelStore
{
    /// <summary>Versions that are or were in use and keep their blob.</summary>
    public const int GoodVersions = 5;

    /// <summary>Records of versions without a blob.</summary>
    public const int OtherVersions = 10;

    private readonly StorageConnection _connection;

    internal LearnedModelStore(StorageConnection connection) => _connection = connection;

    /// <summary>Keeps a version that was just learned; one that is kept already stays as it is, row and blob.</summary>
    /// <param name="version">Its state is Challenger; size and digest are filled in here.</param>
    /// <param name="model">The learner's own format, of any size.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The version as it is kept.</returns>
    /// <exception cref="ArgumentException">The state is another one.</exception>
    public async Task<LearnedVersion> AddAsync(LearnedVersion version, ReadOnlyMemory<byte> model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.State != LearnedModelState.Challenger)
        {
            throw new ArgumentException($"A version begins as Challenger, not as {version.State}.", nameof(version));
        }

        LearnedModelKey key = KeyOf(version);
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        await container.GetBlobClient(BlobName(key)).TryAddAsync(model, facts: null, cancellationToken);
        LearnedVersion kept = version with { Bytes = model.Length, Digest = Convert.ToHexStringLower(SHA256.HashData(model.Span)) };
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        return await table.TryAddAsync(LearnedRows.From(kept), cancellationToken) is not null
            ? kept
            : await GetAsync(key, cancellationToken) ?? kept;
    }

    /// <summary>Null when there is no such version.</summary>
    public async Task<LearnedVersion?> GetAsync(LearnedModelKey key, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        return await FindAsync(table, key, cancellationToken) is { } row ? LearnedRows.Read(row) : null;
    }

    /// <summary>The model of a version; null when its blob is gone.</summary>
    public async Task<ReadOnlyMemory<byte>?> LoadAsync(LearnedModelKey key, CancellationToken cancellationToken = default)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        return await container.GetBlobClient(BlobName(key)).FindAsync(cancellationToken) is { } blob ? blob.Content.ToMemory() : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The versions in use, at most one for each horizon and learner: one small query.</summary>
    public async Task<IReadOnlyList<LearnedModelKey>> ChampionsAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        List<LearnedModelKey> champions = [];
        await foreach (TableEntity row in table.ReadRangeAsync(LearnedRows.Partition, LearnedRows.Champions, cancellationToken: cancellationToken))
        {
            if (LearnedRows.ReadPointer(row) is { } champion)
            {
                champions.Add(champion);
            }
        }

        return champions;
    }

    /// <summary>The version in use; null when there is none.</summary>
    public async Task<LearnedModelKey?> ChampionAsync(string horizon, string learner, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        return await FindPointerAsync(table, horizon, learner, cancellationToken) is { } row ? LearnedRows.ReadPointer(row) : null;
    }

    /// <summary>All versions that are on record, by horizon and learner, the newest first.</summary>
    public Task<IReadOnlyList<LearnedVersion>> ListAsync(CancellationToken cancellationToken = default) =>
        ListAsync(LearnedRows.Versions, cancellationToken);

    /// <summary>Writes down how a challenger did. A version that has been judged keeps its verdict.</summary>
    /// <returns>The version as it is now; null when there is none.</returns>
    public Task<LearnedVersion?> JudgeAsync(LearnedModelKey key, LearnedMetrics metrics, CancellationToken cancellationToken = default) =>
        ChangeAsync(key, version => version.Metrics is null ? version with { Metrics = metrics } : version, cancellationToken);

    /// <summary>Puts a challenger into use and retires the version that was, in one transaction. Twice is once.</summary>
    /// <returns>The version as it is now; null when there is none. One that is no challenger any more stays what it is.</returns>
    public async Task<LearnedVersion?> PromoteAsync(LearnedModelKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        if (await FindAsync(table, key, cancellationToken) is null)
        {
            return null;
        }

        return await Optimistic.WriteAsync($"the champion of {key.Learner}, {key.Horizon}", async () =>
        {
            TableEntity? row = await FindAsync(table, key, cancellationToken);
            if (row is null || LearnedRows.Read(row) is not { State: LearnedModelState.Challenger } challenger)
            {
                return row is null ? null : LearnedRows.Read(row);
            }

            TableEntity? pointer = await FindPointerAsync(table, key.Horizon, key.Learner, cancellationToken);
            int promotion = LearnedRows.ReadPromotion(pointer) + 1;
            LearnedVersion promoted = challenger with { State = LearnedModelState.Champion, Promotion = promotion };
            List<TableTransactionAction> changes = [Replace(row, promoted), Point(pointer, promoted, promotion)];
            if (pointer is not null && LearnedRows.ReadPointer(pointer) is { } before &&
                await FindAsync(table, before, cancellationToken) is { } former)
            {
                changes.Add(Replace(former, LearnedRows.Read(former) with { State = LearnedModelState.Retired }));
            }

            return await table.TrySubmitAsync(changes, cancellationToken) is null ? null : promoted;
        });
    }

    /// <summary>Turns a challenger down: its record stays, its blob goes. Twice is once; a version that is no challenger stays what it is.</summary>
    /// <returns>The version as it is now; null when there is none.</returns>
    public async Task<LearnedVersion?> RejectAsync(LearnedModelKey key, CancellationToken cancellationToken = default)
    {
        LearnedVersion? version = await ChangeAsync(
            key, known => known.State == LearnedModelState.Challenger ? known with { State = LearnedModelState.Rejected } : known, cancellationToken);
        if (version?.State == LearnedModelState.Rejected)
        {
            await DeleteBlobAsync(key, cancellationToken);
        }

        return version;
    }

    /// <summary>
    /// Puts the version before into use again. The one that was in use is marked and never returned to; its blob stays until the next
    /// <see cref="PruneAsync"/>, as the models of single series still need it until they are chosen anew.
    /// </summary>
    public async Task<RollBackOutcome> RollBackAsync(string horizon, string learner, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        return await Optimistic.WriteAsync<RollBackOutcome>($"the champion of {learner}, {horizon}", async () =>
        {
            TableEntity? pointer = await FindPointerAsync(table, horizon, learner, cancellationToken);
            if (pointer is null || LearnedRows.ReadPointer(pointer) is not { } current ||
                await FindAsync(table, current, cancellationToken) is not { } row)
            {
                return new RollBackOutcome.NoChampion();
            }

            LearnedVersion failed = LearnedRows.Read(row);
            LearnedVersion? before = (await ListAsync(LearnedRows.VersionsOf(horizon, learner), cancellationToken))
                .Where(version => version.State == LearnedModelState.Retired)
                .MaxBy(version => version.Promotion);
            if (before is null || await FindAsync(table, KeyOf(before), cancellationToken) is not { } target)
            {
                return new RollBackOutcome.NothingBefore(failed);
            }

            LearnedVersion champion = LearnedRows.Read(target) with { State = LearnedModelState.Champion };
            LearnedVersion rolledBack = failed with { State = LearnedModelState.RolledBack };
            TableTransactionAction[] changes =
            [
                Replace(target, champion),
                Replace(row, rolledBack),
                Point(pointer, champion, LearnedRows.ReadPromotion(pointer)),
            ];
            return await table.TrySubmitAsync(changes, cancellationToken) is null ? null : new RollBackOutcome.Done(champion, rolledBack);
        });
    }

    /// <summary>
    /// Keeps of each horizon and learner the <see cref="GoodVersions"/> versions that were in use last, with their blobs, and
    /// <see cref="OtherVersions"/> records of others; challengers that nobody judged are dropped. For the end of a training: then nothing is
    /// learned, and no series uses what was rolled back.
    /// </summary>
    public async Task PruneAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        foreach (IGrouping<(string, string), LearnedVersion> versions in
            (await ListAsync(cancellationToken)).GroupBy(version => (version.Horizon, version.Learner)))
        {
            LearnedVersion[] known = [.. versions];
            foreach (LearnedVersion version in LearnedRetention.Forgotten(known))
            {
                await table.DeleteEntityAsync(
                    LearnedRows.Partition, LearnedRows.VersionKey(version.Horizon, version.Learner, version.Version), ETag.All, cancellationToken);
                await DeleteBlobAsync(KeyOf(version), cancellationToken);
            }

            foreach (LearnedVersion version in LearnedRetention.RecordsOnly(known))
            {
                await DeleteBlobAsync(KeyOf(version), cancellationToken);
            }
        }
    }

    private static LearnedModelKey KeyOf(LearnedVersion version) => new(version.Horizon, version.Learner, version.Version);

    private static string BlobName(LearnedModelKey key) =>
        $"learned/{TableKey.Encode(key.Horizon)}/{TableKey.Encode(key.Learner)}/{key.Version}";

    private static TableTransactionAction Replace(TableEntity row, LearnedVersion version) =>
        new(TableTransactionActionType.UpdateReplace, LearnedRows.From(version), row.ETag);

    private static TableTransactionAction Point(TableEntity? pointer, LearnedVersion champion, int promotion)
    {
        TableEntity row = LearnedRows.PointerTo(champion, promotion);
        return pointer is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, pointer.ETag);
    }

    private static Task<TableEntity?> FindAsync(TableClient table, LearnedModelKey key, CancellationToken cancellationToken) =>
        table.FindAsync(LearnedRows.Partition, LearnedRows.VersionKey(key.Horizon, key.Learner, key.Version), cancellationToken);

    private static Task<TableEntity?> FindPointerAsync(TableClient table, string horizon, string learner, CancellationToken cancellationToken) =>
        table.FindAsync(LearnedRows.Partition, LearnedRows.ChampionKey(horizon, learner), cancellationToken);

    private async Task<IReadOnlyList<LearnedVersion>> ListAsync(KeyRange range, CancellationToken cancellationToken)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        List<LearnedVersion> versions = [];
        await foreach (TableEntity row in table.ReadRangeAsync(LearnedRows.Partition, range, cancellationToken: cancellationToken))
        {
            versions.Add(LearnedRows.Read(row));
        }

        return
        [
            .. versions.OrderBy(version => version.Horizon, StringComparer.Ordinal)
                .ThenBy(version => version.Learner, StringComparer.Ordinal)
                .ThenByDescending(version => version.Version),
        ];
    }

    private async Task<LearnedVersion?> ChangeAsync(LearnedModelKey key, Func<LearnedVersion, LearnedVersion> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        TableClient table = await _connection.TableAsync(StorageTable.Learned, cancellationToken);
        if (await FindAsync(table, key, cancellationToken) is null)
        {
            return null;
        }

        return await Optimistic.WriteAsync($"the version {key.Version} of {key.Learner}, {key.Horizon}", async () =>
        {
            TableEntity? row = await FindAsync(table, key, cancellationToken);
            if (row is null)
            {
                return null;
            }

            LearnedVersion known = LearnedRows.Read(row);
            LearnedVersion changed = change(known);
            return changed == known || await table.TryUpdateAsync(LearnedRows.From(changed), row.ETag, cancellationToken) is not null ? changed : null;
        });
    }

    private async Task DeleteBlobAsync(LearnedModelKey key, CancellationToken cancellationToken)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        await container.DeleteBlobIfExistsAsync(BlobName(key), cancellationToken: cancellationToken);
    }
}
