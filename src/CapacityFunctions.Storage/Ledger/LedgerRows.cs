using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>The three kinds of rows in the ledger's partition of one resource type: zones, reservations, answered requests.</summary>
/// <remarks>Decimals are written as text, since the service knows only floating point.</remarks>
internal static class LedgerRows
{
    private const string ZoneKind = "zone";
    private const string ReservationKind = "reservation";
    private const string RequestKind = "request";
    private const string ZoneColumn = "Zone";
    private const string PriceColumn = "PricePerUnitHour";
    private const string CapacityColumn = "Capacity";
    private const string HeldColumn = "Held";
    private const string AccountColumn = "Account";
    private const string QuantityColumn = "Quantity";
    private const string OutcomeColumn = "Outcome";
    private const string ClassColumn = "Class";
    private const string CodeColumn = "Code";
    private const string ReasonColumn = "Reason";
    private const string AnsweredAtColumn = "AnsweredAt";

    internal static KeyRange Zones { get; } = TableKey.StartingWith(ZoneKind);

    internal static KeyRange Reservations { get; } = TableKey.StartingWith(ReservationKind);

    internal static string Partition(ResourceType resourceType) => TableKey.Encode(resourceType.Value);

    internal static string ZoneKey(string zone) => TableKey.Join(ZoneKind, zone);

    internal static string ReservationKey(AccountId account, string zone) => TableKey.Join(ReservationKind, account.Value, zone);

    internal static string RequestKey(string requestId) => TableKey.Join(RequestKind, requestId);

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

    internal static decimal ReadHeld(TableEntity row) => Number(row, HeldColumn);

    internal static TableEntity ReservationRow(Reservation reservation) =>
        new(Partition(reservation.ResourceType), ReservationKey(reservation.AccountId, reservation.Zone))
        {
            [AccountColumn] = reservation.AccountId.Value,
            [ZoneColumn] = reservation.Zone,
            [QuantityColumn] = Text(reservation.Quantity),
        };

    internal static Reservation ReadReservation(ResourceType resourceType, TableEntity row) => new(
        new AccountId(row.GetString(AccountColumn)), resourceType, row.GetString(ZoneColumn), Number(row, QuantityColumn));

    internal static TableEntity RequestRow(ResourceType resourceType, string requestId, ProviderOutcome outcome, DateTimeOffset answeredAt)
    {
        TableEntity row = new(Partition(resourceType), RequestKey(requestId)) { [AnsweredAtColumn] = answeredAt };
        switch (outcome)
        {
            case ProviderOutcome.Applied applied:
                row[OutcomeColumn] = nameof(ProviderOutcome.Applied);
                row[QuantityColumn] = Text(applied.Quantity);
                break;
            case ProviderOutcome.Refused refused:
                row[OutcomeColumn] = nameof(ProviderOutcome.Refused);
                row[ClassColumn] = $"{refused.Failure.Class}";
                row[CodeColumn] = refused.Failure.Code;
                row[ReasonColumn] = refused.Failure.Message;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The ledger answers all or nothing.");
        }

        return row;
    }

    internal static ProviderOutcome ReadOutcome(TableEntity row) =>
        string.Equals(row.GetString(OutcomeColumn), nameof(ProviderOutcome.Applied), StringComparison.Ordinal)
            ? new ProviderOutcome.Applied(Number(row, QuantityColumn))
            : new ProviderOutcome.Refused(new ProviderFailure(
                Enum.Parse<FailureClass>(row.GetString(ClassColumn)), row.GetString(CodeColumn), row.GetString(ReasonColumn)));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(TableEntity row, string column) => decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}
