using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>
/// What planning remembers of each account from cycle to cycle. A partition for each resource type holds the newest two cycles: a plan that is made
/// twice, because its process died in between, begins both times from what the cycle before it left.
/// </summary>
/// <remarks>Five hundred accounts share a compressed row, so those of 10,000 are one batch of 20 rows, or a few.</remarks>
public sealed class TrailStore
{
    private const int AccountsInRow = 500;
    private const string TrailsColumn = "Trails";
    private readonly StorageConnection _connection;

    internal TrailStore(StorageConnection connection) => _connection = connection;

    /// <summary>The trails that the newest cycle before this one left; empty when there are none.</summary>
    public async Task<IReadOnlyDictionary<AccountId, ReservationTrail>> ReadAsync(
        CycleId before, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trails, cancellationToken);
        Dictionary<AccountId, ReservationTrail> trails = [];
        foreach (TableEntity row in await NewestBeforeAsync(table, before, resourceType, cancellationToken))
        {
            foreach (AccountTrail entry in row.GetCompressedJson<List<AccountTrail>>(TrailsColumn))
            {
                trails[entry.AccountId] = entry.Trail;
            }
        }

        return trails;
    }

    /// <summary>Writes what a cycle leaves, and drops what the cycles before the last one left.</summary>
    public async Task SaveAsync(
        CycleId cycleId, ResourceType resourceType, IEnumerable<AccountTrail> trails, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Trails, cancellationToken);
        IReadOnlyList<TableEntity> last = await NewestBeforeAsync(table, cycleId, resourceType, cancellationToken);
        await table.UpsertAllAsync(
            trails.OrderBy(trail => trail.AccountId).Chunk(AccountsInRow).Select((chunk, index) => Row(cycleId, resourceType, index, chunk)),
            cancellationToken);

        DateTimeOffset older = last.Count == 0 ? cycleId.ScheduledAt : ReadCycle(last[0]).ScheduledAt;
        KeyRange dropped = TableKey.FallingBetween(DateTimeOffset.UnixEpoch, older);
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.ReadRangeAsync(Partition(resourceType), dropped, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        foreach (TableEntity row in rows)
        {
            await table.TryDeleteAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<TableEntity>> NewestBeforeAsync(
        TableClient table, CycleId before, ResourceType resourceType, CancellationToken cancellationToken)
    {
        List<TableEntity> newest = [];
        KeyRange earlier = TableKey.FallingBetween(DateTimeOffset.UnixEpoch, before.ScheduledAt);
        await foreach (TableEntity row in table.ReadRangeAsync(Partition(resourceType), earlier, cancellationToken: cancellationToken))
        {
            if (newest.Count > 0 && ReadCycle(row) != ReadCycle(newest[0]))
            {
                break;
            }

            newest.Add(row);
        }

        return newest;
    }

    private static string Partition(ResourceType resourceType) => TableKey.Encode(resourceType.Value);

    private static CycleId ReadCycle(TableEntity row) =>
        CycleId.TryParse(row.GetString("Cycle"), out CycleId cycle) ? cycle : throw new InvalidDataException("A row of trails names no cycle.");

    private static TableEntity Row(CycleId cycleId, ResourceType resourceType, int index, IReadOnlyList<AccountTrail> trails)
    {
        TableEntity row = new(
            Partition(resourceType),
            TableKey.Join(TableKey.Falling(cycleId.ScheduledAt), index.ToString("D5", CultureInfo.InvariantCulture)))
        {
            ["Cycle"] = cycleId.Value,
        };
        row.SetCompressedJson(TrailsColumn, trails);
        return row;
    }
}
