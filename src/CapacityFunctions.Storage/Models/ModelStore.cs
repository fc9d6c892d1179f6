using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Models;

/// <summary>Fitted models. State above 64 KiB lies in a blob that the row names; the row is written last, so readers see the old or the new state.</summary>
public sealed class ModelStore
{
    private const int MostBytesInRow = 64 * 1024;
    private const int LongestGridName = 32;
    private const string TrainedAtColumn = "TrainedAt";
    private const string ThroughColumn = "Through";
    private const string LearnedColumn = "Learned";
    private const string StateColumn = "State";
    private const string BlobColumn = "Blob";
    private readonly StorageConnection _connection;

    internal ModelStore(StorageConnection connection) => _connection = connection;

    /// <summary>Replaces the model of an account, resource type and grid.</summary>
    /// <remarks>A process that dies between blob and row leaves a blob that no row names; nothing reads it, and <see cref="DeleteOrphansAsync"/> finds it.</remarks>
    /// <exception cref="ConcurrencyConflictException">Other writers kept replacing the same model.</exception>
    public async Task SaveAsync(StoredModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        TableEntity row = new(Partition(model.AccountId), RowKey(model.ResourceType, model.Grid))
        {
            [TrainedAtColumn] = model.TrainedAt,
            [ThroughColumn] = model.Through,
        };
        if (model.Learned.Count > 0)
        {
            row.SetJson(LearnedColumn, model.Learned);
        }

        if (model.State.Length > MostBytesInRow)
        {
            // A name of its own for every save: a name that is used again could be deleted by whoever replaced its former holder.
            string blob = Guid.NewGuid().ToString("N");
            BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
            await container.GetBlobClient(blob).UploadAsync(
                BinaryData.FromBytes(model.State),
                new BlobUploadOptions { Metadata = ModelBlobs.FactsOf(row), Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            row[BlobColumn] = blob;
        }
        else
        {
            row.SetBytes(StateColumn, model.State);
        }

        if (await SwitchAsync(row, cancellationToken) is { Length: > 0 } replaced)
        {
            BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
            await container.DeleteBlobIfExistsAsync(replaced, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Null when none was saved, or when storage has lost its state.</summary>
    public async Task<StoredModel?> LoadAsync(
        AccountId? account, ResourceType resourceType, string grid, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Models, cancellationToken);
        StoredModel nothing = new() { ResourceType = resourceType, Grid = grid, TrainedAt = default, Through = default, State = default };
        string? missing = null;
        StoredModel loaded = await Optimistic.WriteAsync($"the model of {account}, {resourceType}, {grid}", async () =>
        {
            TableEntity? row = await table.FindAsync(Partition(account), RowKey(resourceType, grid), cancellationToken);
            if (row is null)
            {
                return nothing;
            }

            // A blob is gone when its row was replaced after it was read: then the row names another one. A row that still names the
            // missing one outlived it: blobs and tables may be restored to different moments.
            string? blob = row.GetString(BlobColumn);
            byte[]? state = blob is null ? row.GetBytes(StateColumn) : await DownloadAsync(blob, cancellationToken);
            if (state is null && string.Equals(blob, missing, StringComparison.Ordinal))
            {
                return nothing;
            }

            missing = blob;
            return state is null
                ? null
                : nothing with
                {
                    AccountId = account,
                    TrainedAt = row.GetDateTimeOffset(TrainedAtColumn).GetValueOrDefault(),
                    Through = row.GetDateTimeOffset(ThroughColumn).GetValueOrDefault(),
                    Learned = row.ContainsKey(LearnedColumn)
                        ? row.GetJson<Dictionary<string, TrainingId>>(LearnedColumn)
                        : nothing.Learned,
                    State = state,
                };
        });
        return ReferenceEquals(loaded, nothing) ? null : loaded;
    }

    /// <summary>
    /// Deletes states that no row names, written before an instant by storage's clock. A state that is just being written has no row yet, so the instant
    /// must lie well in the past. States of earlier versions of the app don't say whose they are, and stay.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteOrphansAsync(DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Models, cancellationToken);
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        int deleted = 0;
        await foreach (BlobItem blob in ModelBlobs.WrittenBeforeAsync(container, instant, cancellationToken))
        {
            if (ModelBlobs.RowOf(blob) is var (partition, key))
            {
                TableEntity? row = await table.FindAsync(partition, key, cancellationToken);
                if (!string.Equals(row?.GetString(BlobColumn), blob.Name, StringComparison.Ordinal))
                {
                    await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
                    deleted++;
                }
            }
        }

        return deleted;
    }

    /// <returns>The name of the blob that the row named before; empty when it named none.</returns>
    private async Task<string> SwitchAsync(TableEntity row, CancellationToken cancellationToken)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Models, cancellationToken);
        return await Optimistic.WriteAsync("a model", async () =>
        {
            TableEntity? current = await table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
            ETag? written = current is null
                ? await table.TryAddAsync(row, cancellationToken)
                : await table.TryUpdateAsync(row, current.ETag, cancellationToken);
            return written is null ? null : current?.GetString(BlobColumn) ?? string.Empty;
        });
    }

    private async Task<byte[]?> DownloadAsync(string blob, CancellationToken cancellationToken)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        try
        {
            BlobDownloadResult result = await container.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
            return result.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private static string Partition(AccountId? account) => TableKey.OfAccount(account);

    private static string RowKey(ResourceType resourceType, string grid)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grid);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grid.Length, LongestGridName, nameof(grid));
        return TableKey.Join(resourceType.Value, grid);
    }
}
