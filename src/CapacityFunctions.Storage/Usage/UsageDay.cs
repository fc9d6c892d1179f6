using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Usage;

/// <summary>Names one row of usage.</summary>
/// <param name="Series">Whose usage of what.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Zone">The zone; empty where it is not known.</param>
internal readonly record struct UsageDay(UsageSeriesKey Series, DateOnly Day, string Zone)
{
    private const string DayColumn = "Day";
    private const string ZoneColumn = "Zone";
    private const string BucketsColumn = "Buckets";
    private const string NewestAtColumn = "NewestAt";

    internal string RowKey => TableKey.Join(Series.ResourceType.Value, TableKey.Day(Day), Zone);

    internal static UsageDay Of(ResourceUsage usage) => new(
        new UsageSeriesKey(usage.AccountId, usage.ResourceType),
        DateOnly.FromDateTime(usage.Timestamp.UtcDateTime),
        usage.Zone ?? string.Empty);

    internal static UsageDay Read(UsageSeriesKey series, TableEntity row) => new(
        series,
        DateOnly.ParseExact(row.GetString(DayColumn), "yyyyMMdd", CultureInfo.InvariantCulture),
        row.GetString(ZoneColumn));

    internal static DayBuckets ReadBuckets(TableEntity row) => DayBuckets.FromBytes(
        row.GetBytes(BucketsColumn), row.GetDateTimeOffset(NewestAtColumn).GetValueOrDefault());

    internal TableEntity ToRow(DayBuckets buckets)
    {
        TableEntity row = new(Series.Partition, RowKey)
        {
            [DayColumn] = TableKey.Day(Day),
            [ZoneColumn] = Zone,
            [NewestAtColumn] = buckets.NewestAt,
        };
        row.SetBytes(BucketsColumn, buckets.ToBytes());
        return row;
    }
}
