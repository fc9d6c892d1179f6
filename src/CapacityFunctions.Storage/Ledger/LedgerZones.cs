using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>The rules that a list of zones obeys, and what changes when it is replaced.</summary>
internal static class LedgerZones
{
    /// <summary>Old and new zones have to fit into one batch of 100 rows.</summary>
    private const int MostZones = 50;

    /// <exception cref="ArgumentException">There is no zone or too many, a name is invalid or there twice, or a price or capacity is negative.</exception>
    internal static void Validate(IReadOnlyList<LedgerZone> zones)
    {
        if (zones.Count is 0 or > MostZones)
        {
            throw new ArgumentException($"1 to {MostZones} zones are needed; these are {zones.Count}.", nameof(zones));
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (LedgerZone zone in zones)
        {
            ZoneName.ThrowIfInvalid(zone.Zone);
            if (!names.Add(zone.Zone))
            {
                throw new ArgumentException($"Zone '{zone.Zone}' is listed twice.", nameof(zones));
            }

            if (zone.PricePerUnitHour < 0 || zone.Capacity < 0)
            {
                throw new ArgumentException($"Zone '{zone.Zone}' needs a price and a capacity of 0 or more.", nameof(zones));
            }
        }
    }

    /// <summary>What turns the stored zones into the given ones and keeps what is held in each.</summary>
    internal static List<TableTransactionAction> Changes(
        ResourceType resourceType, IReadOnlyList<TableEntity> stored, IReadOnlyList<LedgerZone> zones)
    {
        Dictionary<string, TableEntity> rows = stored.ToDictionary(row => LedgerRows.ReadZone(row).Zone, StringComparer.Ordinal);
        List<TableTransactionAction> actions = [];
        foreach (LedgerZone zone in zones)
        {
            rows.Remove(zone.Zone, out TableEntity? current);
            TableEntity wanted = LedgerRows.ZoneRow(resourceType, zone, current is null ? 0 : LedgerRows.ReadHeld(current));
            actions.Add(Change(wanted, keep: true, current)!);
        }

        foreach (TableEntity leftOut in rows.Values)
        {
            LedgerZone closed = LedgerRows.ReadZone(leftOut) with { Capacity = 0 };
            decimal held = LedgerRows.ReadHeld(leftOut);
            actions.Add(Change(LedgerRows.ZoneRow(resourceType, closed, held), keep: held > 0, leftOut)!);
        }

        return actions;
    }

    /// <summary>Adds, replaces or deletes one row under the version that was read; null when there is nothing to delete.</summary>
    internal static TableTransactionAction? Change(TableEntity wanted, bool keep, TableEntity? current) => (keep, current) switch
    {
        (true, null) => new TableTransactionAction(TableTransactionActionType.Add, wanted),
        (true, _) => new TableTransactionAction(TableTransactionActionType.UpdateReplace, wanted, current.ETag),
        (false, null) => null,
        (false, _) => new TableTransactionAction(TableTransactionActionType.Delete, wanted, current.ETag),
    };
}
