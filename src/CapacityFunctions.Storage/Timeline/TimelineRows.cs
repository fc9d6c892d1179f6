using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Timeline;

/// <summary>
/// A partition for each resource type and UTC day: a row for each cycle, the newest first, and before the first cycle one row with what the day's
/// usage adds up to. Beside them a partition for each resource type with the highest demand of each day.
/// </summary>
internal static class TimelineRows
{
    private const string CycleKind = "cycle";
    private const string HistoryKind = "history";
    private const string PeakKind = "peaks";
    private const string MarkKind = "known";
    private const string EntryColumn = "Entry";
    private const string BucketsColumn = "Buckets";
    private const string PeakColumn = "Peak";

    internal static KeyRange Cycles { get; } = TableKey.StartingWith(CycleKind);

    /// <summary>The days with a peak before a day.</summary>
    internal static KeyRange PeaksBefore(DateOnly day) => new(TableKey.StartingWith(PeakKind).From, TableKey.Join(PeakKind, TableKey.Day(day)));

    internal static KeyRange CyclesBetween(DateTimeOffset from, DateTimeOffset to) => TableKey.FallingBetween(from, to, CycleKind);

    internal static string Partition(ResourceType resourceType, DateOnly day) => TableKey.Join(resourceType.Value, TableKey.Day(day));

    internal static string PeakPartition(ResourceType resourceType) => TableKey.Join(resourceType.Value, PeakKind);

    internal static string PeakKey(DateOnly day) => TableKey.Join(PeakKind, TableKey.Day(day));

    internal static string CycleKey(DateTimeOffset at) => TableKey.Join(CycleKind, TableKey.Falling(at));

    internal static TableEntity From(TimelineEntry entry)
    {
        TableEntity row = new(
            Partition(entry.ResourceType, DateOnly.FromDateTime(entry.At.UtcDateTime)), CycleKey(entry.At));
        row.SetJson(EntryColumn, entry);
        return row;
    }

    internal static TimelineEntry Read(TableEntity row) => row.GetJson<TimelineEntry>(EntryColumn);

    internal static TableEntity History(ResourceType resourceType, DateOnly day, double[] buckets)
    {
        TableEntity row = new(Partition(resourceType, day), HistoryKind);
        row.SetBytes(BucketsColumn, PackedDoubles.Pack(buckets));
        return row;
    }

    internal static string HistoryKey => HistoryKind;

    internal static double[] ReadHistory(TableEntity row) => PackedDoubles.Unpack(row.GetBytes(BucketsColumn));

    internal static TableEntity Peak(ResourceType resourceType, DateOnly day, double peak) =>
        new(PeakPartition(resourceType), PeakKey(day)) { [PeakColumn] = peak };

    internal static double ReadPeak(TableEntity row) => row.GetDouble(PeakColumn) ?? 0;

    /// <summary>Says that the usage from before the first cycle has been added up.</summary>
    internal static TableEntity Mark(ResourceType resourceType) => new(PeakPartition(resourceType), MarkKind);

    internal static string MarkKey => MarkKind;
}
