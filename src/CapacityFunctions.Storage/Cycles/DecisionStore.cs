using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>What each cycle decided, and why; one partition for each cycle.</summary>
public sealed class DecisionStore
{
    private const string DecisionColumn = "Decision";
    private readonly StorageConnection _connection;

    internal DecisionStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes decisions; a second time for the same cycle, account and resource type replaces the first.</summary>
    public async Task SaveAsync(IReadOnlyList<AccountDecision> decisions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        TableClient table = await _connection.TableAsync(StorageTable.Decisions, cancellationToken);
        await table.UpsertAllAsync(decisions.Select(ToRow), cancellationToken);
    }

    /// <summary>All decisions of a cycle, by account, then by resource type.</summary>
    public async Task<IReadOnlyList<AccountDecision>> ListAsync(CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Decisions, cancellationToken);
        List<AccountDecision> decisions = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition(cycleId), cancellationToken))
        {
            decisions.Add(Read(row));
        }

        return [.. decisions.OrderBy(decision => decision.AccountId).ThenBy(decision => decision.ResourceType)];
    }

    public async Task<AccountDecision?> GetAsync(
        CycleId cycleId, AccountId account, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Decisions, cancellationToken);
        return await table.FindAsync(Partition(cycleId), RowKey(account, resourceType), cancellationToken) is { } row ? Read(row) : null;
    }

    /// <summary>Deletes what cycles scheduled before an instant left, the oldest first.</summary>
    /// <param name="instant">Cycles from its minute on stay whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Decisions, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.CyclesBefore(instant), limit, cancellationToken);
    }

    private static string Partition(CycleId cycleId) => TableKey.Encode(cycleId.Value);

    private static string RowKey(AccountId account, ResourceType resourceType) => TableKey.Join(account.Value, resourceType.Value);

    private static TableEntity ToRow(AccountDecision decision)
    {
        TableEntity row = new(Partition(decision.CycleId), RowKey(decision.AccountId, decision.ResourceType));
        row.SetJson(DecisionColumn, decision);
        return row;
    }

    private static AccountDecision Read(TableEntity row) => row.GetJson<AccountDecision>(DecisionColumn);
}
