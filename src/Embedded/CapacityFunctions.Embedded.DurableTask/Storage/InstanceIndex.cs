using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The instances table: one row for each instance, ordered by id. Columns hold what lists show and filter by, so that inputs and
/// outputs are read only where they are asked for.
/// </summary>
internal sealed class InstanceIndex(TableClient table, PayloadStore payloads, JsonSerializerOptions json)
{
    private const string RowKey = "instance";
    private static readonly string[] Columns =
        ["PartitionKey", "RowKey", "Name", "Status", "ExecutionId", "CreatedAt", "LastUpdatedAt", "Version", "Tags"];

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
            ["ExecutionId"] = instance.ExecutionId,
            ["Version"] = instance.Version,
            ["Tags"] = instance.Tags is null ? null : JsonSerializer.Serialize(instance.Tags, json),
        };
        await payloads.WriteAsync(entity, JsonSerializer.SerializeToUtf8Bytes(instance, json), $"{key}/instance", cancellationToken);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <returns>Null for an unknown id. Without payloads: no input, output, custom status, failure and parent.</returns>
    public Task<InstanceRow?> ReadAsync(string instanceId, bool withPayloads, CancellationToken cancellationToken) =>
        ReadKeyAsync(InstanceIds.ToKey(instanceId), withPayloads, cancellationToken);

    /// <returns>Null for an unknown partition key.</returns>
    public async Task<InstanceRow?> ReadKeyAsync(string key, bool withPayloads, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            key, RowKey, withPayloads ? null : Columns, cancellationToken);
        return row.HasValue ? await ReadAsync(row.Value!, withPayloads, cancellationToken) : null;
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

    /// <summary>One page of the instances that an <see cref="InstanceFilter"/> lets through.</summary>
    /// <returns>The rows, and where to go on; null at the end.</returns>
    public async Task<(IReadOnlyList<InstanceRow> Rows, string? Continuation)> PageAsync(
        InstanceFilter filter, bool withPayloads, int pageSize, string? continuation, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            filter.ToQuery(), select: withPayloads ? null : Columns, cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(continuation, Math.Clamp(pageSize, 1, 1000)))
        {
            List<InstanceRow> instances = new(page.Values.Count);
            foreach (TableEntity row in page.Values)
            {
                instances.Add(await ReadAsync(row, withPayloads, cancellationToken));
            }

            return (instances, page.ContinuationToken);
        }

        return ([], null);
    }

    private async Task<InstanceRow> ReadAsync(TableEntity row, bool withPayloads, CancellationToken cancellationToken) => withPayloads
        ? JsonSerializer.Deserialize<InstanceRow>(await payloads.ReadAsync(row, cancellationToken), json)
            ?? throw new InvalidOperationException($"The instance row of '{row.PartitionKey}' is empty.")
        : new InstanceRow
        {
            InstanceId = InstanceIds.FromKey(row.PartitionKey),
            Name = row.GetString("Name"),
            ExecutionId = row.GetString("ExecutionId") ?? string.Empty,
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
            CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
            LastUpdatedAt = row.GetDateTimeOffset("LastUpdatedAt")!.Value,
            Version = row.GetString("Version"),
            Tags = row.GetString("Tags") is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags, json) : null,
        };
}
