using System.Net;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Reads of one row or one partition, and conditional writes whose expected refusals are values. Everything else propagates.</summary>
internal static class RowOperations
{
    private const int MostRowsInBatch = 100;

    /// <summary>Under the service's 4 MiB, with room for the envelope of each row.</summary>
    private const long MostBytesInBatch = 3 * 1024 * 1024;

    internal static async Task<TableEntity?> FindAsync(
        this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    internal static AsyncPageable<TableEntity> ReadPartitionAsync(
        this TableClient table, string partition, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken);

    internal static AsyncPageable<TableEntity> ReadRangeAsync(
        this TableClient table, string partition, KeyRange rows, int? pageSize = null, CancellationToken cancellationToken = default) =>
        table.QueryAsync<TableEntity>(RangeFilter(partition, rows), pageSize, cancellationToken: cancellationToken);

    internal static string RangeFilter(string partition, KeyRange rows) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {rows.From} and RowKey lt {rows.Before}");

    /// <summary>The first row of a range, or null.</summary>
    internal static async Task<TableEntity?> FirstAsync(
        this TableClient table, string partition, KeyRange rows, CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in table.ReadRangeAsync(partition, rows, pageSize: 1, cancellationToken))
        {
            return row;
        }

        return null;
    }

    /// <summary>The new version, or null when the row exists.</summary>
    internal static async Task<ETag?> TryAddAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            using Response response = await table.AddEntityAsync(row, cancellationToken);
            return response.Headers.ETag.GetValueOrDefault();
        }
        catch (RequestFailedException refused) when (Is(refused, HttpStatusCode.Conflict, TableErrorCode.EntityAlreadyExists))
        {
            return null;
        }
    }

    /// <summary>The new version, or null when the row is gone or has another version.</summary>
    internal static async Task<ETag?> TryUpdateAsync(
        this TableClient table, TableEntity row, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            using Response response = await table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancellationToken);
            return response.Headers.ETag.GetValueOrDefault();
        }
        catch (RequestFailedException refused) when (IsVersionConflict(refused))
        {
            return null;
        }
    }

    internal static async Task<DeleteOutcome> TryDeleteAsync(
        this TableClient table, string partition, string row, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            using Response response = await table.DeleteEntityAsync(partition, row, version, cancellationToken);
            return response.Status == (int)HttpStatusCode.NotFound ? DeleteOutcome.NotFound : DeleteOutcome.Deleted;
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return DeleteOutcome.Conflict;
        }
    }

    /// <summary>All or nothing in one partition, at most 100 rows.</summary>
    /// <returns>The answers in the order of the actions; null when a row to add exists, or a row to change or delete is gone or has another version.</returns>
    internal static async Task<IReadOnlyList<Response>?> TrySubmitAsync(
        this TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            return (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
        }
        catch (TableTransactionFailedException refused)
            when (IsVersionConflict(refused) || Is(refused, HttpStatusCode.Conflict, TableErrorCode.EntityAlreadyExists))
        {
            return null;
        }
    }

    /// <summary>
    /// Upserts rows of any partitions in as few batches as the service allows; each batch is all or nothing. Of rows with one key the last
    /// counts, since a batch must not name a row twice.
    /// </summary>
    internal static async Task UpsertAllAsync(this TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        IEnumerable<IReadOnlyList<TableEntity>> batches = rows
            .GroupBy(row => (row.PartitionKey, row.RowKey))
            .Select(same => same.Last())
            .GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
            .SelectMany(Batches);
        foreach (IReadOnlyList<TableEntity> batch in batches)
        {
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
        }
    }

    /// <summary>Parts of at most 100 rows and under 4 MiB, in order.</summary>
    internal static IEnumerable<IReadOnlyList<TableEntity>> Batches(IEnumerable<TableEntity> rows)
    {
        List<TableEntity> batch = [];
        long bytes = 0;
        foreach (TableEntity row in rows)
        {
            long size = RowSize.InRequest(row);
            if (batch.Count == MostRowsInBatch || (batch.Count > 0 && bytes + size > MostBytesInBatch))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(row);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static bool IsVersionConflict(RequestFailedException refused) =>
        refused.Status == (int)HttpStatusCode.PreconditionFailed ||
        Is(refused, HttpStatusCode.NotFound, TableErrorCode.ResourceNotFound) ||
        Is(refused, HttpStatusCode.NotFound, TableErrorCode.EntityNotFound);

    private static bool Is(RequestFailedException refused, HttpStatusCode status, TableErrorCode code) =>
        refused.Status == (int)status && string.Equals(refused.ErrorCode, code.ToString(), StringComparison.Ordinal);
}
