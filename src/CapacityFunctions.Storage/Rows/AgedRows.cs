using Azure.Data.Tables;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Deletes rows by ranges of keys, as many at once as a caller allows. Whoever comes second finds nothing left to do.</summary>
internal static class AgedRows
{
    private const int LargestPage = 1000;
    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    /// <summary>Deletes rows of one partition.</summary>
    /// <returns>How many were found, at most <paramref name="limit"/>; fewer say that none is left.</returns>
    internal static Task<int> DeleteRowsAsync(
        this TableClient table, string partition, KeyRange rows, int limit, CancellationToken cancellationToken) =>
        table.DeleteWhereAsync(RowOperations.RangeFilter(partition, rows), limit, cancellationToken);

    /// <summary>Deletes whole partitions, those with the lowest keys first.</summary>
    /// <returns>How many rows were found, at most <paramref name="limit"/>; fewer say that none is left.</returns>
    internal static Task<int> DeletePartitionsAsync(
        this TableClient table, KeyRange partitions, int limit, CancellationToken cancellationToken) =>
        table.DeleteWhereAsync(
            TableClient.CreateQueryFilter($"PartitionKey ge {partitions.From} and PartitionKey lt {partitions.Before}"), limit, cancellationToken);

    internal static async Task<int> DeleteWhereAsync(this TableClient table, string filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<TableEntity> aged = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, LargestPage), Keys, cancellationToken))
        {
            aged.Add(row);
            if (aged.Count == limit)
            {
                break;
            }
        }

        await table.DeleteAllAsync(aged, cancellationToken);
        return aged.Count;
    }

    /// <summary>Deletes rows that were read, provided that they are still as they were: what was written since is another row, for another time.</summary>
    internal static async Task DeleteAllAsync(this TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, TableEntity> partition in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            foreach (IReadOnlyList<TableEntity> batch in RowOperations.Batches(partition))
            {
                TableTransactionAction[] deletions = [.. batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))];
                if (await table.TrySubmitAsync(deletions, cancellationToken) is null)
                {
                    await table.DeleteOneByOneAsync(batch, cancellationToken);
                }
            }
        }
    }

    /// <summary>One that is gone or has changed must not keep the rest of its batch.</summary>
    private static async Task DeleteOneByOneAsync(this TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity row in rows)
        {
            await table.TryDeleteAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
    }
}
