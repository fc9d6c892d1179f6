using Azure.Data.Tables;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>Cycles and their lock as rows of one partition, so that one transaction changes both.</summary>
internal static class CycleRows
{
    internal const string Partition = "cycles";
    private const string CycleKind = "cycle";
    private const string CycleColumn = "Cycle";

    internal static KeyRange Newest { get; } = TableKey.StartingWith(CycleKind);

    internal static string Key(CycleId id) => TableKey.Join(CycleKind, TableKey.Falling(id.ScheduledAt));

    internal static KeyRange Between(DateTimeOffset from, DateTimeOffset to) => TableKey.FallingBetween(from, to, CycleKind);

    internal static TableEntity From(Cycle cycle)
    {
        TableEntity row = new(Partition, Key(cycle.Id));
        row.SetJson(CycleColumn, cycle);
        return row;
    }

    internal static Cycle Read(TableEntity row) => row.GetJson<Cycle>(CycleColumn);

    /// <summary>Null when nobody holds it.</summary>
    internal static CycleId? ReadHolder(TableEntity? lockRow) =>
        CycleId.TryParse(RunLock.HolderOf(lockRow), out CycleId holder) ? holder : null;

    /// <summary>Hands the lock on, provided that it is still as it was read.</summary>
    internal static TableTransactionAction HandLock(TableEntity? current, CycleId? holder) => RunLock.Hand(Partition, current, holder?.Value);
}
