using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>Reservation requests: written as intents before the provider is asked, completed with what it answered.</summary>
public sealed class RequestStore
{
    private const string OpenColumn = "Cycle";

    /// <summary>What has been open for longer is not asked for again: nobody's decisions rest on it any more.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);

    private readonly StorageConnection _connection;

    internal RequestStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes requests that are not there yet; those that are stay as they are, outcome included.</summary>
    /// <returns>Each request as it is stored now, in the order given.</returns>
    public async Task<IReadOnlyList<ReservationRequest>> WriteIntentsAsync(
        IReadOnlyList<ReservationRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        Dictionary<string, ReservationRequest> stored = new(StringComparer.Ordinal);
        foreach (IGrouping<CycleId, ReservationRequest> cycle in requests.GroupBy(request => request.CycleId))
        {
            ReservationRequest[] distinct = [.. cycle.DistinctBy(request => request.Id, StringComparer.Ordinal)];
            Dictionary<string, TableEntity> present = await PresentAsync(table, cycle.Key, cancellationToken);
            foreach (IReadOnlyList<TableEntity> batch in RowOperations.Batches(distinct.Select(RequestRow.From)))
            {
                foreach (ReservationRequest request in await AddMissingAsync(table, cycle.Key, batch, present, cancellationToken))
                {
                    stored[RequestRow.RowKey(request)] = request;
                }
            }
        }

        return [.. requests.Select(request => stored[RequestRow.RowKey(request)])];
    }

    /// <summary>One request; null when there is none of this id in the cycle.</summary>
    public async Task<ReservationRequest?> GetAsync(CycleId cycleId, string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        return await table.FindAsync(RequestRow.Partition(cycleId.ScheduledAt), RequestRow.RowKey(cycleId, requestId), cancellationToken) is { } row
            ? RequestRow.Read(row)
            : null;
    }

    /// <summary>Writes a request with its outcome over its intent.</summary>
    public async Task CompleteAsync(ReservationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        await table.UpsertEntityAsync(RequestRow.From(request), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Writes requests over what is stored of them, in batches.</summary>
    public async Task SaveAsync(IEnumerable<ReservationRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        await table.UpsertAllAsync(requests.Select(RequestRow.From), cancellationToken);
    }

    /// <summary>The requests of a cycle, by account, resource type and zone.</summary>
    public async Task<IReadOnlyList<ReservationRequest>> ListForCycleAsync(CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        List<ReservationRequest> requests = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            RequestRow.Partition(cycleId.ScheduledAt), RequestRow.RowsOf(cycleId), cancellationToken: cancellationToken))
        {
            requests.Add(RequestRow.Read(row));
        }

        return InOrder(requests);
    }

    /// <summary>
    /// Requests of cycles before this one that are <see cref="RequestOutcome.Intended"/> or <see cref="RequestOutcome.Pending"/> still, oldest
    /// cycle first; of the last day, and from <see cref="SettledBeforeAsync"/> on.
    /// </summary>
    public async Task<IReadOnlyList<ReservationRequest>> ListOpenAsync(CycleId before, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        TableEntity? mark = await table.FindAsync(RequestRow.OpenPartition, RequestRow.OpenKey, cancellationToken);
        DateTimeOffset to = before.ScheduledAt;
        DateTimeOffset from = to - LookBack;

        // A mark from later than now was left by a clock that has been set back since: it says nothing.
        if (CycleId.TryParse(mark?.GetString(OpenColumn), out CycleId since) && since.ScheduledAt > from && since.ScheduledAt <= to)
        {
            from = since.ScheduledAt;
        }

        List<ReservationRequest> open = [];
        foreach (DateOnly day in RequestRow.DaysNewestFirst(from, to))
        {
            await foreach (TableEntity row in table.ReadAfterAsync(
                TableKey.Day(day), TableKey.FallingBetween(from, to), lastSeen: null, RequestRow.IsOpen, pageSize: 1000, cancellationToken))
            {
                open.Add(RequestRow.Read(row));
            }
        }

        return InOrder(open);
    }

    /// <summary>Notes that no cycle before this one has open requests, so that the search for them does not read a whole day each time.</summary>
    public async Task SettledBeforeAsync(CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        TableEntity mark = new(RequestRow.OpenPartition, RequestRow.OpenKey) { [OpenColumn] = cycleId.Value };
        await table.UpsertEntityAsync(mark, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Requests of cycles scheduled in [from, to), newest cycle first; of one account where one is given.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<ReservationRequest>> HistoryAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        AccountId? account = null,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        PagedReads.ThrowIfPageSizeInvalid(pageSize);
        RequestPosition? position = continuationToken is null ? null : RequestPosition.Parse(continuationToken);
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        string? condition = account is { } id ? RequestRow.IsOf(id) : null;
        List<ReservationRequest> requests = [];
        RequestPosition last = default;
        int daysRead = 0;
        foreach (DateOnly day in RequestRow.DaysNewestFirst(from, to).Where(day => position is not { } start || day <= start.Day))
        {
            if (daysRead++ == RequestPosition.MostDaysInPage)
            {
                return new Page<ReservationRequest>(requests, RequestPosition.StartOf(day).ToToken());
            }

            string? lastSeen = position is { } resumed && resumed.Day == day ? resumed.LastKey : null;
            await foreach (TableEntity row in table.ReadAfterAsync(
                TableKey.Day(day), TableKey.FallingBetween(from, to), lastSeen, condition, pageSize - requests.Count, cancellationToken))
            {
                if (requests.Count == pageSize)
                {
                    return new Page<ReservationRequest>(requests, last.ToToken());
                }

                requests.Add(RequestRow.Read(row));
                last = new RequestPosition(day, row.RowKey);
            }
        }

        return new Page<ReservationRequest>(requests, ContinuationToken: null);
    }

    /// <summary>Deletes requests of the days before the one of an instant, which has to be more than a day ago: until then they may be open.</summary>
    /// <param name="instant">Its UTC day stays whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Requests, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.DaysBefore(instant), limit, cancellationToken);
    }

    private static async Task<Dictionary<string, TableEntity>> PresentAsync(TableClient table, CycleId cycleId, CancellationToken cancellationToken)
    {
        Dictionary<string, TableEntity> present = new(StringComparer.Ordinal);
        await foreach (TableEntity row in table.ReadRangeAsync(
            RequestRow.Partition(cycleId.ScheduledAt), RequestRow.RowsOf(cycleId), cancellationToken: cancellationToken))
        {
            present.Add(row.RowKey, row);
        }

        return present;
    }

    /// <param name="table">Of requests.</param>
    /// <param name="cycleId">The cycle of the batch.</param>
    /// <param name="batch">What shall be there.</param>
    /// <param name="known">What was there of the cycle before its first batch: read once, and again only where another writer came first.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    private static async Task<IReadOnlyList<ReservationRequest>> AddMissingAsync(
        TableClient table,
        CycleId cycleId,
        IReadOnlyList<TableEntity> batch,
        Dictionary<string, TableEntity> known,
        CancellationToken cancellationToken)
    {
        Dictionary<string, TableEntity>? current = known;
        return await Optimistic.WriteAsync($"the requests of {cycleId}", async () =>
        {
            Dictionary<string, TableEntity> present = current ?? await PresentAsync(table, cycleId, cancellationToken);
            current = null;
            TableTransactionAction[] additions =
            [
                .. batch
                    .Where(row => !present.ContainsKey(row.RowKey))
                    .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
            ];
            return additions.Length == 0 || await table.TrySubmitAsync(additions, cancellationToken) is not null
                ? batch.Select(row => RequestRow.Read(present.GetValueOrDefault(row.RowKey, row))).ToArray()
                : null;
        });
    }

    private static ReservationRequest[] InOrder(IEnumerable<ReservationRequest> requests) =>
    [
        .. requests
            .OrderBy(request => request.CycleId)
            .ThenBy(request => request.AccountId)
            .ThenBy(request => request.ResourceType)
            .ThenBy(request => request.Zone, StringComparer.Ordinal)
            .ThenBy(request => request.Id, StringComparer.Ordinal),
    ];
}
