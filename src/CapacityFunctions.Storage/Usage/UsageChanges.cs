using Azure.Data.Tables;

namespace CapacityFunctions.Storage.Usage;

/// <summary>What has to be written so that stored days hold new observations too.</summary>
/// <param name="Actions">An addition for each missing row, a conditional replacement for each that changes.</param>
/// <param name="Buckets">How many buckets change.</param>
internal sealed record UsageChanges(IReadOnlyList<TableTransactionAction> Actions, int Buckets)
{
    internal static UsageChanges Between(
        IReadOnlyDictionary<string, TableEntity> stored, IReadOnlyList<KeyValuePair<UsageDay, DayBuckets>> observed)
    {
        List<TableTransactionAction> actions = [];
        int buckets = 0;
        foreach ((UsageDay day, DayBuckets additions) in observed)
        {
            bool exists = stored.TryGetValue(day.RowKey, out TableEntity? row);
            DayBuckets merged = exists ? UsageDay.ReadBuckets(row!) : new DayBuckets();
            DateTimeOffset newestBefore = merged.NewestAt;
            int changed = merged.Merge(additions);
            buckets += changed;
            if (!exists)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, day.ToRow(merged)));
            }
            else if (changed > 0 || merged.NewestAt > newestBefore)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, day.ToRow(merged), row!.ETag));
            }
        }

        return new UsageChanges(actions, buckets);
    }
}
