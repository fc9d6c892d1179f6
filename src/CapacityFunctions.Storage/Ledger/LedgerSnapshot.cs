using Azure.Data.Tables;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>The rows that an answer rests on, as they were read: what it changes is changed on condition that they are so still.</summary>
internal sealed record LedgerSnapshot
{
    public required TableEntity? Zone { get; init; }

    public required TableEntity? Reservation { get; init; }

    public required TableEntity? Script { get; init; }

    public required TableEntity? Quota { get; init; }

    public required LedgerState State { get; init; }

    /// <summary>What an answer changes beside being written down.</summary>
    internal List<TableTransactionAction> Changes(LedgerAnswer answer)
    {
        List<TableTransactionAction> actions = [];
        if (!ReferenceEquals(answer.Script, State.Script))
        {
            actions.Add(LedgerZones.Change(
                LedgerRows.ScriptRow(State.ResourceType, State.Reservation.Zone, answer.Script), keep: true, Script)!);
        }

        if (answer.Reservation is not { } next)
        {
            return actions;
        }

        decimal taken = State.TakenInZone - State.Reservation.Quantity + next.Quantity;
        actions.Add(LedgerZones.Change(LedgerRows.ZoneRow(State.ResourceType, State.Zone!, taken), keep: true, Zone)!);
        if (LedgerZones.Change(LedgerRows.ReservationRow(State.ResourceType, next), next.Quantity > 0 || next.Allocated > 0, Reservation) is { } change)
        {
            actions.Add(change);
        }

        if (State.Terms.Quota is not null && next.Quantity > State.Reservation.Quantity)
        {
            actions.Add(LedgerZones.Change(LedgerRows.QuotaRow(State.ResourceType), keep: true, Quota)!);
        }

        return actions;
    }
}
