using Azure.Data.Tables;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Audit;

/// <summary>
/// Two rows for a change, one partition a day: <c>ticks counted down | request id | 1</c> when it begins, and <c>… | 0</c>, which so comes just before
/// it, when it has been answered. The second repeats the first: where it is missing, the change was begun and its end is not known.
/// </summary>
public sealed class AuditStore : IAuditTrail
{
    private const string RecordColumn = "Record";
    private const string Completed = "0";
    private const string Begun = "1";
    private readonly StorageConnection _connection;

    internal AuditStore(StorageConnection connection) => _connection = connection;

    public async Task AppendAsync(AuditRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        TableClient table = await _connection.TableAsync(StorageTable.Audit, cancellationToken);
        TableEntity row = new(
            TableKey.Day(DateOnly.FromDateTime(record.At.UtcDateTime)),
            TableKey.Join(TableKey.Falling(record.At), record.RequestId, record.CompletedAt is null ? Begun : Completed));
        row.SetJson(RecordColumn, record);

        // A row that is there was written by an attempt whose answer was lost: it says the same.
        await table.TryAddAsync(row, cancellationToken);
    }

    public async Task<Page<AuditRecord>> ListAsync(
        DateTimeOffset from, DateTimeOffset to, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        PagedReads.ThrowIfPageSizeInvalid(pageSize);
        RequestPosition? position = continuationToken is null ? null : RequestPosition.Parse(continuationToken);
        TableClient table = await _connection.TableAsync(StorageTable.Audit, cancellationToken);
        List<AuditRecord> records = [];
        RequestPosition last = default;
        int daysRead = 0;
        foreach (DateOnly day in RequestRow.DaysNewestFirst(from, to).Where(day => position is not { } start || day <= start.Day))
        {
            if (daysRead++ == RequestPosition.MostDaysInPage)
            {
                return new Page<AuditRecord>(records, RequestPosition.StartOf(day).ToToken());
            }

            string? lastSeen = position is { } resumed && resumed.Day == day ? resumed.LastKey : null;
            string? lastChange = string.IsNullOrEmpty(lastSeen) ? null : ChangeOf(lastSeen);
            await foreach (TableEntity row in table.ReadAfterAsync(
                TableKey.Day(day), TableKey.FallingBetween(from, to), lastSeen, condition: null, 1000, cancellationToken))
            {
                if (string.Equals(ChangeOf(row.RowKey), lastChange, StringComparison.Ordinal))
                {
                    continue;
                }

                if (records.Count == pageSize)
                {
                    return new Page<AuditRecord>(records, last.ToToken());
                }

                records.Add(row.GetJson<AuditRecord>(RecordColumn));
                lastChange = ChangeOf(row.RowKey);
                last = new RequestPosition(day, row.RowKey);
            }
        }

        return new Page<AuditRecord>(records, ContinuationToken: null);
    }

    /// <summary>Deletes the changes of the days before the one of an instant.</summary>
    /// <param name="instant">Its UTC day stays whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Audit, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.DaysBefore(instant), limit, cancellationToken);
    }

    /// <summary>What both rows of a change have in common.</summary>
    private static string ChangeOf(string rowKey) => rowKey[..^1];
}
