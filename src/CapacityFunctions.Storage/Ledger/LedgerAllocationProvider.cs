using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>Limits of accounts in the ledger: a row each, with a delay and failures by script.</summary>
/// <remarks>
/// Limits are changed in transactions of up to 90 accounts, together with the script that they move on. There is no row that all
/// changes share, so the sum of limits is watched by whoever asks.
/// </remarks>
public sealed class LedgerAllocationProvider : IAllocationProvider
{
    /// <summary>A transaction has room for 100 rows, and the script is one.</summary>
    private const int MostInTransaction = 90;

    private readonly StorageConnection _connection;
    private readonly LedgerDefaults _defaults;
    private readonly TimeProvider _time;

    internal LedgerAllocationProvider(StorageConnection connection, LedgerDefaults defaults, TimeProvider time)
    {
        _connection = connection;
        _defaults = defaults;
        _time = time;
    }

    public bool KeepsLimits(ResourceType resourceType) => true;

    public async Task<IReadOnlyDictionary<AccountId, decimal>> ReadLimitsAsync(
        ResourceType resourceType, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        HashSet<AccountId> wanted = [.. accounts];
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        return (await LedgerRequests.ReadRangeAsync(table, resourceType, LedgerRows.Limits, cancellationToken))
            .Select(LedgerRows.ReadLimit)
            .Where(limit => wanted.Contains(limit.AccountId))
            .ToDictionary(limit => limit.AccountId, limit => limit.At(now));
    }

    /// <inheritdoc />
    /// <exception cref="ConcurrencyConflictException">Others kept changing the same limits; some of these may be set.</exception>
    public async Task<IReadOnlyList<ProviderOutcome?>> SetLimitsAsync(
        ResourceType resourceType, IReadOnlyList<LimitRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (LimitRequest request in requests)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(request.Units, nameof(requests));
        }

        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        List<ProviderOutcome?> outcomes = [];
        Accounts? known = null;
        foreach (LimitRequest[] chunk in requests.Chunk(MostInTransaction))
        {
            outcomes.AddRange(await Optimistic.WriteAsync($"limits of {resourceType}", async () =>
            {
                known ??= await ReadAsync(table, resourceType, cancellationToken);
                IReadOnlyList<ProviderOutcome?>? round = await AnswerAsync(table, resourceType, chunk, known, cancellationToken);
                known = round is null ? null : known;
                return round;
            }));
        }

        return outcomes;
    }

    /// <summary>Sets what goes wrong with limits of a resource type, in order; what was left of the script before is dropped.</summary>
    public async Task PutLimitFaultsAsync(ResourceType resourceType, IReadOnlyList<LedgerFault> faults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faults);
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await table.UpsertAllAsync([LedgerRows.LimitScriptRow(resourceType, new LedgerScript(faults))], cancellationToken);
    }

    /// <summary>Read once for all transactions of a call, and again only where another writer came in between.</summary>
    private static async Task<Accounts> ReadAsync(TableClient table, ResourceType resourceType, CancellationToken cancellationToken) => new(
        (await LedgerRequests.ReadRangeAsync(table, resourceType, LedgerRows.Limits, cancellationToken))
            .ToDictionary(row => LedgerRows.ReadLimit(row).AccountId),
        (await LedgerRequests.ReadRangeAsync(table, resourceType, LedgerRows.Reservations, cancellationToken))
            .Select(LedgerRows.ReadReservation)
            .GroupBy(reservation => reservation.AccountId)
            .ToDictionary(account => account.Key, account => account.Sum(reservation => reservation.Allocated ?? 0)));

    /// <summary>One round for one transaction; null when somebody changed one of its rows after they were read.</summary>
    private async Task<IReadOnlyList<ProviderOutcome?>?> AnswerAsync(
        TableClient table, ResourceType resourceType, LimitRequest[] requests, Accounts known, CancellationToken cancellationToken)
    {
        string partition = LedgerRows.Partition(resourceType);
        TableEntity? scriptRow = await table.FindAsync(partition, LedgerRows.LimitScriptKey, cancellationToken);
        TableEntity? termsRow = await table.FindAsync(partition, LedgerRows.TermsKey, cancellationToken);
        LedgerTerms terms = termsRow is null ? _defaults.TermsOf(resourceType) : LedgerRows.ReadTerms(termsRow);
        LedgerScript before = scriptRow is null ? _defaults.LimitScript : LedgerRows.ReadScript(scriptRow);
        LedgerScript script = before;
        List<ProviderOutcome?> outcomes = [];
        List<TableTransactionAction> actions = [];
        foreach (LimitRequest request in requests)
        {
            TableEntity? row = known.Limits.GetValueOrDefault(request.AccountId);
            LedgerLimit limit = row is null ? new LedgerLimit(request.AccountId, 0) : LedgerRows.ReadLimit(row);
            (ProviderOutcome outcome, LedgerLimit next, LedgerScript left, bool lost) = LedgerLimitRules.Answer(
                limit, request.Units, known.InUse.GetValueOrDefault(request.AccountId), terms.LimitDelay, script, _time.GetUtcNow());
            outcomes.Add(lost ? null : outcome);
            script = left;
            if (!ReferenceEquals(next, limit) && LedgerZones.Change(LedgerRows.LimitRow(resourceType, next), keep: next.Units > 0, row) is { } change)
            {
                actions.Add(change);
            }
        }

        if (!ReferenceEquals(script, before))
        {
            actions.Add(LedgerZones.Change(LedgerRows.LimitScriptRow(resourceType, script), keep: true, scriptRow)!);
        }

        return actions.Count == 0 || await table.TrySubmitAsync(actions, cancellationToken) is not null ? outcomes : null;
    }

    private sealed record Accounts(IReadOnlyDictionary<AccountId, TableEntity> Limits, IReadOnlyDictionary<AccountId, decimal> InUse);
}
