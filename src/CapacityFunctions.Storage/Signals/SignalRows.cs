using Azure.Data.Tables;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Signals;

/// <summary>A row for each name of a signal and one for each of its values, newest first, in the partition of their scope.</summary>
internal static class SignalRows
{
    private const string NameKind = "name";
    private const string ValueKind = "value";
    private const string SignalColumn = "Signal";
    private const string HoldsFromColumn = "HoldsFrom";
    private const string ValueColumn = "Value";

    internal static KeyRange Names { get; } = TableKey.StartingWith(NameKind);

    internal static KeyRange Values { get; } = TableKey.StartingWith(ValueKind);

    internal static KeyRange ValuesOf(string signal) => TableKey.StartingWith(ValueKind, signal);

    internal static string HoldsFromBetween(DateTimeOffset from, DateTimeOffset to) =>
        TableClient.CreateQueryFilter($"HoldsFrom ge {from} and HoldsFrom lt {to}");

    internal static string Partition(string scope) => TableKey.Encode(scope);

    internal static KeyRange ValuesBetween(string signal, DateTimeOffset from, DateTimeOffset to) =>
        TableKey.FallingBetween(from, to, ValueKind, signal);

    /// <summary>From the value that is in force just before an instant back to the oldest.</summary>
    internal static KeyRange ValuesBefore(string signal, DateTimeOffset instant) =>
        new(ValuesBetween(signal, DateTimeOffset.MinValue, instant).From, TableKey.StartingWith(ValueKind, signal).Before);

    internal static TableEntity NameRow(string scope, string signal) =>
        new(Partition(scope), TableKey.Join(NameKind, signal)) { [SignalColumn] = signal };

    internal static string ReadName(TableEntity row) => row.GetString(SignalColumn);

    internal static TableEntity ValueRow(SignalValue value) =>
        new(Partition(value.Scope), TableKey.Join(ValueKind, value.Signal, TableKey.Falling(value.Timestamp)))
        {
            [SignalColumn] = value.Signal,
            [HoldsFromColumn] = value.Timestamp,
            [ValueColumn] = value.Value,
        };

    internal static SignalValue ReadValue(string scope, TableEntity row) => new(
        row.GetString(SignalColumn),
        scope,
        row.GetDateTimeOffset(HoldsFromColumn).GetValueOrDefault(),
        row.GetDouble(ValueColumn).GetValueOrDefault());
}
