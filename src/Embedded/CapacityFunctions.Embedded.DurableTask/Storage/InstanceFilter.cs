using System.Globalization;
using Azure.Data.Tables;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Which rows of the instances table to list.</summary>
/// <param name="CreatedFrom">Inclusive; null for no limit.</param>
/// <param name="CreatedTo">Inclusive; null for no limit.</param>
/// <param name="IdPrefix">How their ids begin; null for all.</param>
/// <param name="IsOpen">Whether they have not ended; null for both.</param>
internal sealed record InstanceFilter(DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedTo, string? IdPrefix, bool? IsOpen)
{
    /// <summary>As the table service wants it; null for all.</summary>
    public string? ToQuery()
    {
        List<string> conditions = [];
        if (CreatedFrom is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedAt ge {from}"));
        }

        if (CreatedTo is { } to)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedAt le {to}"));
        }

        if (IsOpen is { } isOpen)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Open eq {isOpen}"));
        }

        if (!string.IsNullOrEmpty(IdPrefix))
        {
            // '~' is the last character of a key, and U+007F comes after it.
            string key = InstanceIds.ToKey(IdPrefix);
            string after = string.Create(CultureInfo.InvariantCulture, $"{key}\u007F");
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey ge {key} and PartitionKey lt {after}"));
        }

        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }
}
