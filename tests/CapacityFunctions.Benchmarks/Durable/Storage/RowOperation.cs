using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>One request to a table.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Partition">Empty for a query.</param>
/// <param name="Row">Empty for a query.</param>
/// <param name="Filter">Of a query; empty: everything.</param>
/// <param name="Properties">Of a write.</param>
internal sealed partial record RowOperation(
    RowOperationKind Kind, string Table, string Partition, string Row, string Filter, JsonObject? Properties)
{
    /// <param name="method">HTTP method.</param>
    /// <param name="resource">Table(PartitionKey='p',RowKey='r'), Table() or Table, unescaped.</param>
    /// <param name="query">The query string.</param>
    /// <param name="body">JSON, or empty.</param>
    public static RowOperation Of(string method, string resource, string query, string body)
    {
        JsonObject? properties = body.Length == 0 ? null : JsonNode.Parse(body)!.AsObject();
        if (Keys().Match(resource) is { Success: true } keys)
        {
            RowOperationKind kind = method switch
            {
                "GET" => RowOperationKind.Get,
                "PUT" => RowOperationKind.Replace,
                "PATCH" or "MERGE" => RowOperationKind.Merge,
                "DELETE" => RowOperationKind.Delete,
                _ => throw new NotSupportedException($"{method} {resource}"),
            };
            return new RowOperation(kind, keys.Groups["table"].Value, keys.Groups["partition"].Value, keys.Groups["row"].Value, string.Empty, properties);
        }

        string table = resource.TrimEnd('(', ')');
        return method switch
        {
            "GET" => new RowOperation(
                RowOperationKind.Query, table, string.Empty, string.Empty, HttpUtility.ParseQueryString(query)["$filter"] ?? string.Empty, null),
            "POST" => new RowOperation(
                RowOperationKind.Add, table, $"{properties!["PartitionKey"]}", $"{properties["RowKey"]}", string.Empty, properties),
            _ => throw new NotSupportedException($"{method} {resource}"),
        };
    }

    [GeneratedRegex("""^(?<table>\w+)\(PartitionKey='(?<partition>[^']*)',RowKey='(?<row>[^']*)'\)$""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Keys();
}
