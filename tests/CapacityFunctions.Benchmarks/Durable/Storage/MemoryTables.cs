using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>Tables as sorted rows. Transactions are whole or not at all.</summary>
internal sealed partial class MemoryTables
{
    /// <summary>Nothing that is measured writes conditionally, so one version serves every row.</summary>
    public const string Version = "W/\"datetime'2026-01-01T00%3A00%3A00Z'\"";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, SortedDictionary<string, JsonObject>>> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>False when it is there already.</returns>
    public bool Create(string table)
    {
        lock (_gate)
        {
            return _tables.TryAdd(table, new SortedDictionary<string, SortedDictionary<string, JsonObject>>(StringComparer.Ordinal));
        }
    }

    public JsonNode? Find(RowOperation operation)
    {
        lock (_gate)
        {
            return _tables[operation.Table].GetValueOrDefault(operation.Partition)?.GetValueOrDefault(operation.Row)?.DeepClone();
        }
    }

    /// <summary>Rows in the order of their keys, all at once.</summary>
    public IReadOnlyList<JsonNode> Query(string table, string filter)
    {
        lock (_gate)
        {
            if (PartitionFilter().Match(filter) is { Success: true } one)
            {
                SortedDictionary<string, JsonObject>? rows = _tables[table].GetValueOrDefault(one.Groups["partition"].Value);
                return rows is null ? [] : [.. rows.Values.Select(row => row.DeepClone())];
            }

            if (filter == "Open eq true")
            {
                return
                [
                    .. _tables[table].Values.SelectMany(partition => partition.Values)
                        .Where(row => row["Open"]!.GetValue<bool>())
                        .Select(row => row.DeepClone()),
                ];
            }

            throw new NotSupportedException($"Query {filter} of {table}");
        }
    }

    /// <returns>Why nothing was changed; null when everything was.</returns>
    public (HttpStatusCode Status, string Code)? Apply(IReadOnlyList<RowOperation> operations)
    {
        lock (_gate)
        {
            foreach (RowOperation operation in operations)
            {
                bool exists = _tables[operation.Table].GetValueOrDefault(operation.Partition)?.ContainsKey(operation.Row) == true;
                switch (operation.Kind)
                {
                    case RowOperationKind.Add when exists:
                        return (HttpStatusCode.Conflict, "EntityAlreadyExists");
                    case RowOperationKind.Delete when !exists:
                        return (HttpStatusCode.NotFound, "ResourceNotFound");
                }
            }

            foreach (RowOperation operation in operations)
            {
                Apply(operation);
            }

            return null;
        }
    }

    private void Apply(RowOperation operation)
    {
        SortedDictionary<string, SortedDictionary<string, JsonObject>> table = _tables[operation.Table];
        if (!table.TryGetValue(operation.Partition, out SortedDictionary<string, JsonObject>? rows))
        {
            table[operation.Partition] = rows = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        }

        if (operation.Kind == RowOperationKind.Delete)
        {
            rows.Remove(operation.Row);
            return;
        }

        bool isMerge = operation.Kind == RowOperationKind.Merge && rows.ContainsKey(operation.Row);
        JsonObject row = isMerge ? rows[operation.Row] : [];
        foreach ((string name, JsonNode? value) in operation.Properties!)
        {
            row[name] = value?.DeepClone();
        }

        row["odata.etag"] = Version;
        row["Timestamp"] = "2026-01-01T00:00:00Z";
        row["Timestamp@odata.type"] = "Edm.DateTime";
        rows[operation.Row] = row;
    }

    [GeneratedRegex("""^\(?PartitionKey eq '(?<partition>[^']*)'\)?$""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex PartitionFilter();
}
