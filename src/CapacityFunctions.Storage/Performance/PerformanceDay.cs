using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Performance;

/// <summary>What one batch adds to one account's UTC day: 24 full rows at most, under 3 MiB, which one query reads and one transaction writes.</summary>
internal sealed record PerformanceDay(AccountId AccountId, IReadOnlyDictionary<DateTimeOffset, HourSamples> Hours)
{
    /// <returns>How many samples changed.</returns>
    internal async Task<int> WriteAsync(TableClient table, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [];
        int changed = 0;
        await Optimistic.WriteAsync($"performance of {AccountId}", async () =>
        {
            Dictionary<DateTimeOffset, TableEntity> stored = await ReadAsync(table, cancellationToken);
            actions.Clear();
            changed = 0;
            foreach ((DateTimeOffset hour, HourSamples additions) in Hours)
            {
                TableEntity? row = stored.GetValueOrDefault(hour);
                HourSamples merged = row is null ? new HourSamples() : PerformanceRows.Read(row).Samples;
                int samples = merged.Merge(additions);
                changed += samples;
                if (row is null)
                {
                    actions.Add(new TableTransactionAction(TableTransactionActionType.Add, PerformanceRows.Row(AccountId, hour, merged)));
                }
                else if (samples > 0)
                {
                    actions.Add(new TableTransactionAction(
                        TableTransactionActionType.UpdateReplace, PerformanceRows.Row(AccountId, hour, merged), row.ETag));
                }
            }

            return actions.Count == 0 || await table.TrySubmitAsync(actions, cancellationToken) is not null ? actions : null;
        });
        return changed;
    }

    private async Task<Dictionary<DateTimeOffset, TableEntity>> ReadAsync(TableClient table, CancellationToken cancellationToken)
    {
        Dictionary<DateTimeOffset, TableEntity> stored = [];
        KeyRange rows = TableKey.HoursBetween(Hours.Keys.Min(), Hours.Keys.Max().AddHours(1));
        await foreach (TableEntity row in table.ReadRangeAsync(PerformanceRows.Partition(AccountId), rows, cancellationToken: cancellationToken))
        {
            stored.Add(PerformanceRows.Read(row).Hour, row);
        }

        return stored;
    }
}
