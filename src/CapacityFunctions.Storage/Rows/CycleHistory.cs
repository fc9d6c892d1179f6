using Azure.Data.Tables;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>A partition with a row for each cycle, the newest first, whose values may lie in parts (<see cref="LargeValues"/>).</summary>
internal static class CycleHistory
{
    /// <summary>Deletes what is from before an instant, but never the newest row nor its parts: it is in force until another one comes.</summary>
    /// <returns>How many rows were found, at most the limit; fewer say that none is left.</returns>
    internal static async Task<int> DeleteBeforeAsync(
        TableClient table, string partition, DateTimeOffset instant, int limit, CancellationToken cancellationToken)
    {
        KeyRange ever = TableKey.FallingBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        if (await table.FirstAsync(partition, ever, cancellationToken) is not { } newest)
        {
            return 0;
        }

        KeyRange aged = TableKey.FallingBetween(DateTimeOffset.MinValue, instant);
        string from = string.CompareOrdinal(newest.RowKey, aged.From) < 0 ? aged.From : newest.RowKey + '~';
        int rows = await table.DeleteRowsAsync(partition, aged with { From = from }, limit, cancellationToken);
        if (rows == limit)
        {
            return rows;
        }

        // Behind the newest row's key comes a separator and the digest in the keys of its parts.
        string prefix = TableKey.StartingWith(LargeValues.Kind, partition).From;
        string partsFrom = string.CompareOrdinal(newest.RowKey, aged.From) < 0 ? prefix + aged.From : TableKey.StartingWith(LargeValues.Kind, partition, newest.RowKey).Before;
        return rows + await table.DeletePartitionsAsync(new KeyRange(partsFrom, prefix + aged.Before), limit - rows, cancellationToken);
    }
}
