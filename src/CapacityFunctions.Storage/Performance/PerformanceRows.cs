using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Performance;

/// <summary>One row for each account and UTC hour, in the partition of the account.</summary>
internal static class PerformanceRows
{
    private const string HourColumn = "Hour";
    private const string SamplesColumn = "Samples";

    internal static string Partition(AccountId account) => TableKey.OfAccount(account);

    internal static DateTimeOffset HourOf(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    internal static TableEntity Row(AccountId account, DateTimeOffset hour, HourSamples samples)
    {
        TableEntity row = new(Partition(account), TableKey.Hour(hour)) { [HourColumn] = hour };
        row.SetBytes(SamplesColumn, samples.ToBytes());
        return row;
    }

    internal static (DateTimeOffset Hour, HourSamples Samples) Read(TableEntity row) =>
        (row.GetDateTimeOffset(HourColumn).GetValueOrDefault(), HourSamples.FromBytes(row.GetBytes(SamplesColumn)));
}
