using Azure.Data.Tables;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Overrides;

/// <summary>
/// Three copies of each override, in one partition and always written together: by id (the one whose version counts), by when it ends, and
/// by when it was created, newest first.
/// </summary>
internal static class OverrideRows
{
    internal const string Partition = "overrides";
    private const string IdKind = "id";
    private const string EndKind = "end";
    private const string CreationKind = "created";
    private const string OverrideColumn = "Override";

    internal static KeyRange ByCreation { get; } = TableKey.StartingWith(CreationKind);

    internal static string IdKey(string id) => TableKey.Join(IdKind, id);

    /// <summary>Everything that ends after an instant.</summary>
    internal static KeyRange EndingAfter(DateTimeOffset instant) =>
        new(TableKey.Join(EndKind, TableKey.Rising(instant)) + '~', TableKey.StartingWith(EndKind).Before);

    /// <summary>Everything that ended before an instant.</summary>
    internal static KeyRange EndedBefore(DateTimeOffset instant) =>
        new(TableKey.StartingWith(EndKind).From, TableKey.Join(EndKind, TableKey.Rising(instant)));

    /// <summary>The row that every admission changes, so that of two at once one is lost and judged again.</summary>
    internal static string GuardKey { get; } = TableKey.Join("guard");

    internal static TableTransactionAction Guard(TableEntity? current)
    {
        TableEntity row = new(Partition, GuardKey);
        return current is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, current.ETag);
    }

    internal static Override Read(TableEntity row) => row.GetJson<Override>(OverrideColumn);

    internal static TableTransactionAction[] Creation(Override instruction) =>
    [
        new(TableTransactionActionType.Add, Row(IdKey(instruction.Id), instruction)),
        new(TableTransactionActionType.Add, Row(EndKey(instruction), instruction)),
        new(TableTransactionActionType.Add, Row(CreationKey(instruction), instruction)),
    ];

    /// <summary>Moves an override to its new end, provided that its row by id is still the one that was read.</summary>
    internal static TableTransactionAction[] Cancellation(TableEntity current, Override cancelled)
    {
        Override before = Read(current);
        TableEntity byEnd = Row(EndKey(cancelled), cancelled);
        TableTransactionAction[] both =
        [
            new(TableTransactionActionType.UpdateReplace, Row(current.RowKey, cancelled), current.ETag),
            new(TableTransactionActionType.UpsertReplace, Row(CreationKey(cancelled), cancelled)),
            new(TableTransactionActionType.UpsertReplace, byEnd),
        ];
        TableEntity oldByEnd = new(Partition, EndKey(before));
        return string.Equals(oldByEnd.RowKey, byEnd.RowKey, StringComparison.Ordinal)
            ? both
            : [.. both, new(TableTransactionActionType.Delete, oldByEnd)];
    }

    internal static TableTransactionAction[] Removal(Override instruction) =>
    [
        new(TableTransactionActionType.Delete, new TableEntity(Partition, IdKey(instruction.Id))),
        new(TableTransactionActionType.Delete, new TableEntity(Partition, EndKey(instruction))),
        new(TableTransactionActionType.Delete, new TableEntity(Partition, CreationKey(instruction))),
    ];

    private static TableEntity Row(string key, Override instruction)
    {
        TableEntity row = new(Partition, key);
        row.SetJson(OverrideColumn, instruction);
        return row;
    }

    private static string EndKey(Override instruction)
    {
        DateTimeOffset end = instruction.CancelledAt is { } cancelled && cancelled < instruction.ExpiresAt ? cancelled : instruction.ExpiresAt;
        return TableKey.Join(EndKind, TableKey.Rising(end), instruction.Id);
    }

    internal static string CreationKey(Override instruction) =>
        TableKey.Join(CreationKind, TableKey.Falling(instruction.CreatedAt), instruction.Id);
}
