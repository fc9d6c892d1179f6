using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>The rows in the ledger's partition of one resource type: zones, reservations, terms and scripts; answered requests are <see cref="LedgerRequestRow"/>.</summary>
/// <remarks>
/// Decimals are written as text, since the service knows only floating point. What a row of an earlier version does not have reads as nothing
/// under way, nothing known to be in use.
/// </remarks>
internal static class LedgerRows
{
    private const string ZoneKind = "zone";
    private const string ReservationKind = "reservation";
    private const string ScriptKind = "script";
    private const string LimitKind = "limit";
    private const string UnitsColumn = "Units";
    private const string ZoneColumn = "Zone";
    private const string PriceColumn = "PricePerUnitHour";
    private const string CapacityColumn = "Capacity";
    private const string HeldColumn = "Held";
    private const string AccountColumn = "Account";
    private const string QuantityColumn = "Quantity";
    private const string BeforeColumn = "Before";
    private const string ReadyAtColumn = "ReadyAt";
    private const string AllocatedColumn = "Allocated";
    private const string ScriptColumn = "Script";
    private const string TermsColumn = "Terms";
    private const string ResourceTypeColumn = "ResourceType";

    internal static KeyRange Zones { get; } = TableKey.StartingWith(ZoneKind);

    internal static KeyRange Reservations { get; } = TableKey.StartingWith(ReservationKind);

    internal static string TermsKey { get; } = TableKey.Join("terms");

    /// <summary>Changed with each increase where there is a quota, so that two in different zones don't both get what is left of it.</summary>
    internal static string QuotaKey { get; } = TableKey.Join("quota");

    internal static KeyRange Limits { get; } = TableKey.StartingWith(LimitKind);

    internal static string LimitScriptKey { get; } = TableKey.Join("limitscript");

    /// <summary>The partition that lists the resource types.</summary>
    internal static string Catalogue => TableKey.Catalogue;

    internal static string Partition(ResourceType resourceType) => TableKey.Encode(resourceType.Value);

    internal static string ZoneKey(string zone) => TableKey.Join(ZoneKind, zone);

    internal static string ReservationKey(AccountId account, string zone) => TableKey.Join(ReservationKind, account.Value, zone);

    internal static string ScriptKey(string zone) => TableKey.Join(ScriptKind, zone);

    internal static TableEntity ZoneRow(ResourceType resourceType, LedgerZone zone, decimal held) =>
        new(Partition(resourceType), ZoneKey(zone.Zone))
        {
            [ZoneColumn] = zone.Zone,
            [PriceColumn] = Text(zone.PricePerUnitHour),
            [CapacityColumn] = Text(zone.Capacity),
            [HeldColumn] = Text(held),
        };

    internal static LedgerZone ReadZone(TableEntity row) =>
        new(row.GetString(ZoneColumn), Number(row, PriceColumn), Number(row, CapacityColumn));

    /// <summary>What is taken of a zone, including what is on its way.</summary>
    internal static decimal ReadHeld(TableEntity row) => Number(row, HeldColumn);

    internal static TableEntity ReservationRow(ResourceType resourceType, LedgerReservation reservation)
    {
        TableEntity row = new(Partition(resourceType), ReservationKey(reservation.AccountId, reservation.Zone))
        {
            [AccountColumn] = reservation.AccountId.Value,
            [ZoneColumn] = reservation.Zone,
            [QuantityColumn] = Text(reservation.Quantity),
        };
        if (reservation.ReadyAt is { } readyAt)
        {
            row[BeforeColumn] = Text(reservation.Before);
            row[ReadyAtColumn] = readyAt;
        }

        if (reservation.Allocated is { } allocated)
        {
            row[AllocatedColumn] = Text(allocated);
        }

        return row;
    }

    internal static LedgerReservation ReadReservation(TableEntity row) =>
        new(new AccountId(row.GetString(AccountColumn)), row.GetString(ZoneColumn), Number(row, QuantityColumn))
        {
            Before = NumberOrNull(row, BeforeColumn) ?? 0,
            ReadyAt = row.GetDateTimeOffset(ReadyAtColumn),
            Allocated = NumberOrNull(row, AllocatedColumn),
        };

    internal static string LimitKey(AccountId account) => TableKey.Join(LimitKind, account.Value);

    internal static TableEntity LimitRow(ResourceType resourceType, LedgerLimit limit)
    {
        TableEntity row = new(Partition(resourceType), LimitKey(limit.AccountId))
        {
            [AccountColumn] = limit.AccountId.Value,
            [UnitsColumn] = Text(limit.Units),
        };
        if (limit.ReadyAt is { } readyAt)
        {
            row[BeforeColumn] = Text(limit.Before);
            row[ReadyAtColumn] = readyAt;
        }

        return row;
    }

    internal static LedgerLimit ReadLimit(TableEntity row) =>
        new(new AccountId(row.GetString(AccountColumn)), Number(row, UnitsColumn))
        {
            Before = NumberOrNull(row, BeforeColumn) ?? 0,
            ReadyAt = row.GetDateTimeOffset(ReadyAtColumn),
        };

    internal static TableEntity LimitScriptRow(ResourceType resourceType, LedgerScript script)
    {
        TableEntity row = new(Partition(resourceType), LimitScriptKey);
        row.SetJson(ScriptColumn, script);
        return row;
    }

    internal static TableEntity TermsRow(ResourceType resourceType, LedgerTerms terms)
    {
        TableEntity row = new(Partition(resourceType), TermsKey);
        row.SetJson(TermsColumn, terms);
        return row;
    }

    internal static LedgerTerms ReadTerms(TableEntity row) => row.GetJson<LedgerTerms>(TermsColumn);

    internal static TableEntity QuotaRow(ResourceType resourceType) => new(Partition(resourceType), QuotaKey);

    internal static TableEntity ScriptRow(ResourceType resourceType, string zone, LedgerScript script)
    {
        TableEntity row = new(Partition(resourceType), ScriptKey(zone));
        row.SetJson(ScriptColumn, script);
        return row;
    }

    internal static LedgerScript ReadScript(TableEntity row) => row.GetJson<LedgerScript>(ScriptColumn);

    internal static TableEntity CatalogueRow(ResourceType resourceType) =>
        new(Catalogue, TableKey.Encode(resourceType.Value)) { [ResourceTypeColumn] = resourceType.Value };

    internal static ResourceType ReadCatalogue(TableEntity row) => new(row.GetString(ResourceTypeColumn));

    internal static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    internal static decimal Number(TableEntity row, string column) => decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    private static decimal? NumberOrNull(TableEntity row, string column) =>
        row.GetString(column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
