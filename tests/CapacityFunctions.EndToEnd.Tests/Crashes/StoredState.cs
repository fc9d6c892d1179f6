using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>Looks into the app's tables behind its back: what must be true there, whatever the app says.</summary>
internal sealed class StoredState(string storage, string prefix)
{
    private readonly TableServiceClient _tables = new(storage);

    /// <summary>Whether a cycle's orchestration was ever stored.</summary>
    public async Task<bool> HasOrchestrationAsync(string cycle) => await CountAsync("Instances", $"PartitionKey eq '{cycle}'") > 0;

    /// <summary>Orchestrations that have not ended.</summary>
    public async Task<IReadOnlyList<string>> OpenOrchestrationsAsync() =>
        [.. (await RowsAsync("Instances", "Open eq true")).Select(row => row.PartitionKey)];

    /// <summary>Requests that are written down and not carried out.</summary>
    public Task<int> UnfinishedRequestsAsync() => CountAsync("Requests", "Outcome eq 'Intended'");

    /// <summary>Requests that the ledger has answered, by id.</summary>
    public async Task<IReadOnlyList<string>> AnsweredRequestsAsync() =>
    [
        .. (await RowsAsync("Ledger", $"PartitionKey eq '{GrowingOrganisation.Resource}' and RowKey ge 'request|' and RowKey lt 'request}}'"))
            .Select(row => row.RowKey),
    ];

    /// <summary>Limits that are in force in the ledger, by account.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> LimitsAsync() =>
        (await RowsAsync("Ledger", $"PartitionKey eq '{GrowingOrganisation.Resource}' and RowKey ge 'limit|' and RowKey lt 'limit}}'", "Account", "Units"))
            .ToDictionary(row => row.GetString("Account"), row => decimal.Parse(row.GetString("Units"), CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public Task<int> OutlooksAsync(string cycle) => CountAsync("Outlooks", $"PartitionKey eq '{cycle}'");

    private async Task<int> CountAsync(string table, string filter) => (await RowsAsync(table, filter)).Count;

    /// <summary>Empty when the table is not there yet.</summary>
    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string table, string filter, params string[] columns)
    {
        List<TableEntity> rows = [];
        try
        {
            await foreach (TableEntity row in _tables.GetTableClient(prefix + table)
                .QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", .. columns]))
            {
                rows.Add(row);
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "TableNotFound")
        {
            return [];
        }

        return rows;
    }
}
