using Azure.Data.Tables;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>Where providers refused, remembered between cycles: one row for each resource type, family and zone.</summary>
public sealed class CoolDownStore
{
    private const string Partition = "cooldowns";
    private const string CoolDownColumn = "CoolDown";
    private readonly StorageConnection _connection;
    private readonly TimeProvider _time;

    internal CoolDownStore(StorageConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Remembers cool-downs. Where one is in force for the same place, the one that ends later counts.</summary>
    public async Task RememberAsync(IEnumerable<CoolDown> coolDowns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(coolDowns);
        TableClient table = await _connection.TableAsync(StorageTable.CoolDowns, cancellationToken);
        foreach (CoolDown coolDown in coolDowns.GroupBy(KeyOf, StringComparer.Ordinal).Select(place => place.MaxBy(entry => entry.Until)!))
        {
            await Optimistic.WriteAsync($"the cool-down {KeyOf(coolDown)}", async () =>
            {
                TableEntity? current = await table.FindAsync(Partition, KeyOf(coolDown), cancellationToken);
                if (current is not null && Read(current).Until >= coolDown.Until)
                {
                    return current;
                }

                TableEntity row = new(Partition, KeyOf(coolDown));
                row.SetJson(CoolDownColumn, coolDown);
                bool written = current is null
                    ? await table.TryAddAsync(row, cancellationToken) is not null
                    : await table.TryUpdateAsync(row, current.ETag, cancellationToken) is not null;
                return written ? row : null;
            });
        }
    }

    /// <summary>Those in force now, by the row they are kept in; the others are removed.</summary>
    public async Task<IReadOnlyList<CoolDown>> ListAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.CoolDowns, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        List<CoolDown> inForce = [];
        List<TableEntity> over = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition, cancellationToken))
        {
            CoolDown coolDown = Read(row);
            if (coolDown.Until > now)
            {
                inForce.Add(coolDown);
            }
            else
            {
                over.Add(row);
            }
        }

        foreach (TableEntity row in over)
        {
            await table.TryDeleteAsync(Partition, row.RowKey, row.ETag, cancellationToken);
        }

        return inForce;
    }

    private static CoolDown Read(TableEntity row) => row.GetJson<CoolDown>(CoolDownColumn);

    private static string KeyOf(CoolDown coolDown) =>
        TableKey.Join(coolDown.ResourceType?.Value ?? string.Empty, coolDown.Family ?? string.Empty, coolDown.Zone ?? string.Empty);
}
