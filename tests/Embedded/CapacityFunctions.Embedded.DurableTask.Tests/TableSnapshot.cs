using Azure;
using Azure.Data.Tables;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>All rows of some tables at one moment, to be put back later: what a killed emulator does that saved them then and not since.</summary>
internal sealed class TableSnapshot
{
    private readonly Dictionary<TableClient, List<TableEntity>> _rows = [];

    private TableSnapshot()
    {
    }

    public static async Task<TableSnapshot> TakeAsync(TableServiceClient tables, params string[] names)
    {
        TableSnapshot snapshot = new();
        foreach (string name in names)
        {
            TableClient table = tables.GetTableClient(name);
            snapshot._rows[table] = await ReadAsync(table);
        }

        return snapshot;
    }

    public async Task RestoreAsync()
    {
        foreach ((TableClient table, List<TableEntity> rows) in _rows)
        {
            foreach (TableEntity row in await ReadAsync(table))
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
            }

            foreach (TableEntity row in rows)
            {
                await table.AddEntityAsync(row);
            }
        }
    }

    private static async Task<List<TableEntity>> ReadAsync(TableClient table)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }
}
