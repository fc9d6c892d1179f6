using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The instances table: one row for each instance, ordered by id.</summary>
internal sealed class InstanceIndex(TableClient table, PayloadStore payloads, JsonSerializerOptions json)
{
    private const string RowKey = "instance";

    public async Task WriteAsync(InstanceRow instance, CancellationToken cancellationToken)
    {
        string key = InstanceIds.ToKey(instance.InstanceId);
        TableEntity entity = new(key, RowKey)
        {
            ["Name"] = instance.Name,
            ["Status"] = instance.Status.ToString(),
            ["CreatedAt"] = instance.CreatedAt,
            ["LastUpdatedAt"] = instance.LastUpdatedAt,
            ["Open"] = instance.IsOpen,
        };
        await payloads.WriteAsync(entity, JsonSerializer.SerializeToUtf8Bytes(instance, json), $"{key}/instance", cancellationToken);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <returns>Null for an unknown id.</returns>
    public Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadKeyAsync(InstanceIds.ToKey(instanceId), cancellationToken);

    /// <returns>Null for an unknown partition key.</returns>
    public async Task<InstanceRow?> ReadKeyAsync(string key, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(key, RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? await ReadAsync(row.Value!, cancellationToken) : null;
    }

    public Task DeleteAsync(string instanceId, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(InstanceIds.ToKey(instanceId), RowKey, ETag.All, cancellationToken);

    /// <summary>Partition keys of the instances that haven't ended.</summary>
    public async Task<IReadOnlyList<string>> OpenKeysAsync(CancellationToken cancellationToken)
    {
        List<string> keys = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"Open eq {true}"), select: ["PartitionKey"], cancellationToken: cancellationToken))
        {
            keys.Add(row.PartitionKey);
        }

        return keys;
    }

    public async Task DeleteKeyAsync(string key, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(key, RowKey, ETag.All, cancellationToken);

    /// <summary>One page of the instances that were created in a span (limits included; null for none) and whose ids begin so.</summary>
    /// <returns>The rows, and where to go on; null at the end.</returns>
    public async Task<(IReadOnlyList<InstanceRow> Rows, string? Continuation)> PageAsync(
        DateTimeOffset? createdFrom,
        DateTimeOffset? createdTo,
        string? idPrefix,
        int pageSize,
        string? continuation,
        CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            Filter(createdFrom, createdTo, idPrefix), cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(continuation, Math.Clamp(pageSize, 1, 1000)))
        {
            List<InstanceRow> instances = new(page.Values.Count);
            foreach (TableEntity row in page.Values)
            {
                instances.Add(await ReadAsync(row, cancellationToken));
            }

            return (instances, page.ContinuationToken);
        }

        return ([], null);
    }

    private static string? Filter(DateTimeOffset? createdFrom, DateTimeOffset? createdTo, string? idPrefix)
    {
        List<string> conditions = [];
        if (createdFrom is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedAt ge {from}"));
        }

        if (createdTo is { } to)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedAt le {to}"));
        }

        if (!string.IsNullOrEmpty(idPrefix))
        {
            // '~' is the last character of a key, and U+007F comes after it.
            string key = InstanceIds.ToKey(idPrefix);
            string after = string.Create(CultureInfo.InvariantCulture, $"{key}\u007F");
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey ge {key} and PartitionKey lt {after}"));
        }

        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }

    private async Task<InstanceRow> ReadAsync(TableEntity row, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<InstanceRow>(await payloads.ReadAsync(row, cancellationToken), json)
            ?? throw new InvalidOperationException($"The instance row of '{row.PartitionKey}' is empty.");
}
