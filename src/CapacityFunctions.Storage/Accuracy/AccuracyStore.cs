using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Accuracy;

/// <summary>How past predictions did: one compressed row for each series, and one for the group of each resource type.</summary>
public sealed class AccuracyStore
{
    private const string Partition = "accuracy";
    private const string RecordColumn = "Record";

    // Every key begins with a character of a name or of an escape, and none with these two.
    private static readonly KeyRange All = new("!", "\uFFFE");
    private static readonly KeyRange Groups = new($"{TableKey.Group}|", $"{TableKey.Group}}}");
    private readonly StorageConnection _connection;

    internal AccuracyStore(StorageConnection connection) => _connection = connection;

    /// <summary>Null when nothing was judged yet.</summary>
    /// <param name="account">The account; null for the group.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Versioned<SeriesAccuracy>?> FindAsync(
        AccountId? account, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accuracy, cancellationToken);
        return await table.FindAsync(Partition, RowKey(account, resourceType), cancellationToken) is { } row
            ? new Versioned<SeriesAccuracy>(Read(row), row.ETag)
            : null;
    }

    /// <summary>Writes a record over the version that it was made of.</summary>
    /// <param name="record">The record.</param>
    /// <param name="version">What was read; null: there was none.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>False when somebody else has written meanwhile: then nothing changes.</returns>
    public async Task<bool> TrySaveAsync(SeriesAccuracy record, ETag? version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        TableClient table = await _connection.TableAsync(StorageTable.Accuracy, cancellationToken);
        TableEntity row = new(Partition, RowKey(record.AccountId, record.ResourceType));
        row.SetCompressedJson(RecordColumn, record);
        return version is { } known
            ? await table.TryUpdateAsync(row, known, cancellationToken) is not null
            : await table.TryAddAsync(row, cancellationToken) is not null;
    }

    /// <summary>All records of an account, or of everything, by account, the groups last.</summary>
    /// <param name="account">Whose; null: of all, the groups too.</param>
    /// <param name="pageSize">Series on a page.</param>
    /// <param name="continuationToken">From the previous page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<SeriesAccuracy>> ListAsync(
        AccountId? account, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accuracy, cancellationToken);
        KeyRange rows = account is { } id ? TableKey.StartingWith(id.Value) : All;
        return await table.ReadPageAsync(Partition, rows, pageSize, continuationToken, Read, cancellationToken);
    }

    /// <summary>The records of the groups, by resource type.</summary>
    /// <param name="pageSize">Groups on a page.</param>
    /// <param name="continuationToken">From the previous page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<SeriesAccuracy>> ListGroupsAsync(
        int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accuracy, cancellationToken);
        return await table.ReadPageAsync(Partition, Groups, pageSize, continuationToken, Read, cancellationToken);
    }

    /// <summary>Deletes records of series that were judged last before an instant: nothing has been predicted of them since.</summary>
    /// <param name="instant">Exclusive.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accuracy, cancellationToken);
        List<TableEntity> aged = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition, cancellationToken))
        {
            if (Read(row).JudgedThrough < instant)
            {
                aged.Add(new TableEntity(row.PartitionKey, row.RowKey) { ETag = row.ETag });
            }
        }

        await table.DeleteAllAsync(aged, cancellationToken);
        return aged.Count;
    }

    private static string RowKey(AccountId? account, ResourceType resourceType) => account is { } id
        ? TableKey.Join(id.Value, resourceType.Value)
        : $"{TableKey.Group}|{TableKey.Encode(resourceType.Value)}";

    private static SeriesAccuracy Read(TableEntity row) => row.GetCompressedJson<SeriesAccuracy>(RecordColumn);
}
