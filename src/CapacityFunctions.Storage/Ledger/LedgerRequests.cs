using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>Answers requests: reads what the answer depends on, lets the rules decide, and writes what follows in one transaction.</summary>
internal sealed class LedgerRequests(LedgerDefaults defaults, TimeProvider time)
{
    /// <summary>One round; null when another request changed one of the rows after they were read.</summary>
    internal async Task<LedgerAnswer?> AnswerAsync(TableClient table, string requestId, Reservation wanted, CancellationToken cancellationToken)
    {
        string partition = LedgerRows.Partition(wanted.ResourceType);
        if (await table.FindAsync(partition, LedgerRequestRow.Key(requestId), cancellationToken) is { } answered)
        {
            return new LedgerAnswer(LedgerRequestRow.Read(answered, time.GetUtcNow())) { Script = LedgerScript.Empty };
        }

        LedgerSnapshot snapshot = await ReadAsync(table, wanted, cancellationToken);
        LedgerAnswer answer = LedgerRules.Answer(snapshot.State, wanted.Quantity);
        List<TableTransactionAction> actions = snapshot.Changes(answer);
        actions.Add(new(
            TableTransactionActionType.Add, LedgerRequestRow.From(wanted.ResourceType, requestId, answer, snapshot.State.Now)));
        return await table.TrySubmitAsync(actions, cancellationToken) is null ? null : answer;
    }

    internal static async Task<List<TableEntity>> ReadRangeAsync(
        TableClient table, ResourceType resourceType, KeyRange rows, CancellationToken cancellationToken)
    {
        List<TableEntity> found = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            LedgerRows.Partition(resourceType), rows, cancellationToken: cancellationToken))
        {
            found.Add(row);
        }

        return found;
    }

    private async Task<LedgerSnapshot> ReadAsync(TableClient table, Reservation wanted, CancellationToken cancellationToken)
    {
        // Before the zones: whoever changes another zone after they were read has changed this row, too, and its version tells.
        TableEntity? quota = await FindAsync(LedgerRows.QuotaKey);
        List<TableEntity> zones = await ReadRangeAsync(table, wanted.ResourceType, LedgerRows.Zones, cancellationToken);
        if (zones.Count == 0)
        {
            zones = await AddZonesAsync(table, wanted.ResourceType, cancellationToken);
        }

        Task<TableEntity?> reservation = FindAsync(LedgerRows.ReservationKey(wanted.AccountId, wanted.Zone));
        Task<TableEntity?> terms = FindAsync(LedgerRows.TermsKey);
        Task<TableEntity?> script = FindAsync(LedgerRows.ScriptKey(wanted.Zone));
        await Task.WhenAll(reservation, terms, script);

        TableEntity? zone = zones.Find(row => string.Equals(LedgerRows.ReadZone(row).Zone, wanted.Zone, StringComparison.Ordinal));
        return new LedgerSnapshot
        {
            Zone = zone,
            Reservation = await reservation,
            Script = await script,
            Quota = quota,
            State = new LedgerState
            {
                ResourceType = wanted.ResourceType,
                Zone = zone is null ? null : LedgerRows.ReadZone(zone),
                TakenInZone = zone is null ? 0 : LedgerRows.ReadHeld(zone),
                TakenInAll = zones.Sum(LedgerRows.ReadHeld),
                Reservation = await reservation is { } held ? LedgerRows.ReadReservation(held) : new LedgerReservation(wanted.AccountId, wanted.Zone, 0),
                Terms = await terms is { } set ? LedgerRows.ReadTerms(set) : defaults.TermsOf(wanted.ResourceType),
                Script = await script is { } left ? LedgerRows.ReadScript(left) : defaults.ScriptOf(wanted.Zone),
                Now = time.GetUtcNow(),
            },
        };

        Task<TableEntity?> FindAsync(string key) => table.FindAsync(LedgerRows.Partition(wanted.ResourceType), key, cancellationToken);
    }

    /// <summary>Writes the default zones down at the first request of a resource type, so that their totals have a row to live in.</summary>
    private async Task<List<TableEntity>> AddZonesAsync(TableClient table, ResourceType resourceType, CancellationToken cancellationToken)
    {
        await table.UpsertAllAsync([LedgerRows.CatalogueRow(resourceType)], cancellationToken);

        // Losing to another writer is as good: then the zones are there.
        await table.TrySubmitAsync(LedgerZones.Changes(resourceType, [], defaults.Zones), cancellationToken);
        return await ReadRangeAsync(table, resourceType, LedgerRows.Zones, cancellationToken);
    }
}
