using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>A request as a row: a partition for each UTC day of cycles, newest cycle first inside it.</summary>
internal static class RequestRow
{
    private const string RequestColumn = "Request";

    internal static string IsOpen { get; } = TableClient.CreateQueryFilter(
        $"(Outcome eq {nameof(RequestOutcome.Intended)} or Outcome eq {nameof(RequestOutcome.Pending)})");

    /// <summary>The partition of the row that says from which cycle on there may be open requests.</summary>
    internal static string OpenPartition => "open";

    internal static string OpenKey => "since";

    internal static string IsOf(AccountId account) => TableClient.CreateQueryFilter($"Account eq {account.Value}");

    internal static string Partition(DateTimeOffset scheduledAt) => TableKey.Day(DateOnly.FromDateTime(scheduledAt.UtcDateTime));

    internal static string RowKey(ReservationRequest request) => RowKey(request.CycleId, request.Id);

    internal static string RowKey(CycleId cycleId, string requestId) => TableKey.Join(TableKey.Falling(cycleId.ScheduledAt), requestId);

    internal static KeyRange RowsOf(CycleId cycleId) => TableKey.StartingWith(TableKey.Falling(cycleId.ScheduledAt));

    internal static IEnumerable<DateOnly> DaysNewestFirst(DateTimeOffset from, DateTimeOffset to)
    {
        if (from >= to)
        {
            yield break;
        }

        DateOnly first = DateOnly.FromDateTime(from.UtcDateTime);
        for (DateOnly day = DateOnly.FromDateTime(to.AddTicks(-1).UtcDateTime); day > first; day = day.AddDays(-1))
        {
            yield return day;
        }

        yield return first;
    }

    internal static TableEntity From(ReservationRequest request)
    {
        TableEntity row = new(Partition(request.CycleId.ScheduledAt), RowKey(request))
        {
            ["Account"] = request.AccountId.Value,
            ["Outcome"] = request.Outcome.ToString(),
        };
        row.SetJson(RequestColumn, request);
        return row;
    }

    internal static ReservationRequest Read(TableEntity row) => row.GetJson<ReservationRequest>(RequestColumn);
}
