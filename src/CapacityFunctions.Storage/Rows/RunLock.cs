using Azure.Data.Tables;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>The row that says which run of a partition is under way, changed in one transaction with the runs themselves.</summary>
internal static class RunLock
{
    private const string HolderColumn = "Holder";

    public static string Key { get; } = TableKey.Join("lock");

    /// <summary>Id of the run that holds it; null or empty when nobody does.</summary>
    public static string? HolderOf(TableEntity? row) => row?.GetString(HolderColumn);

    /// <summary>Hands the lock on, provided that it is still as it was read.</summary>
    /// <param name="partition">Of the runs.</param>
    /// <param name="current">As it was read; null when there was none.</param>
    /// <param name="holder">Id of the next run; null for nobody.</param>
    public static TableTransactionAction Hand(string partition, TableEntity? current, string? holder)
    {
        TableEntity row = new(partition, Key) { [HolderColumn] = holder ?? string.Empty };
        return current is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, current.ETag);
    }
}
