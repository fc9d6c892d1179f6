using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>What the forecasts of a cycle reported of each series; one partition for each cycle.</summary>
public sealed class OutlookStore
{
    private const string OutlookColumn = "Outlook";
    private readonly StorageConnection _connection;

    internal OutlookStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes outlooks; a second time for the same cycle, account and resource type replaces the first.</summary>
    public async Task SaveAsync(CycleId cycleId, IReadOnlyCollection<SeriesOutlook> outlooks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        TableClient table = await _connection.TableAsync(StorageTable.Outlooks, cancellationToken);
        await table.UpsertAllAsync(outlooks.Select(outlook => Row(cycleId, outlook)), cancellationToken);
    }

    /// <summary>All outlooks of a cycle, by account, then by resource type.</summary>
    public async Task<IReadOnlyList<SeriesOutlook>> ListAsync(CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Outlooks, cancellationToken);
        List<SeriesOutlook> outlooks = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(TableKey.Encode(cycleId.Value), cancellationToken))
        {
            outlooks.Add(row.GetJson<SeriesOutlook>(OutlookColumn));
        }

        return [.. outlooks.OrderBy(outlook => outlook.AccountId).ThenBy(outlook => outlook.ResourceType)];
    }

    /// <summary>The outlook of one series; null when the cycle did not get to it.</summary>
    public async Task<SeriesOutlook?> GetAsync(
        CycleId cycleId, AccountId account, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Outlooks, cancellationToken);
        return await table.FindAsync(TableKey.Encode(cycleId.Value), TableKey.Join(account.Value, resourceType.Value), cancellationToken) is { } row
            ? row.GetJson<SeriesOutlook>(OutlookColumn)
            : null;
    }

    /// <summary>Deletes what cycles scheduled before an instant left, the oldest first.</summary>
    /// <param name="instant">Cycles from its minute on stay whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Outlooks, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.CyclesBefore(instant), limit, cancellationToken);
    }

    private static TableEntity Row(CycleId cycleId, SeriesOutlook outlook)
    {
        TableEntity row = new(TableKey.Encode(cycleId.Value), TableKey.Join(outlook.AccountId.Value, outlook.ResourceType.Value));
        row.SetJson(OutlookColumn, outlook);
        return row;
    }
}
