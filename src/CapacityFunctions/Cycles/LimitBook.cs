using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;

namespace CapacityFunctions.Cycles;

/// <summary>Reads limits of accounts, asks the provider for changes, and writes down what it answered. Asking twice changes nothing.</summary>
public sealed class LimitBook(ShiftStore shifts, AllocationStore allocations, IAllocationProvider provider)
{
    /// <summary>An answer that was lost is asked for once more; after that the change stays open, and nobody else gets its units.</summary>
    private const int MostRounds = 2;

    public bool Keeps(ResourceType resourceType) => provider.KeepsLimits(resourceType);

    /// <summary>Limits of everybody who takes part or took part in the division in force, with what is under way; by account id.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="division">Who takes part now; null: who is in the division in force.</param>
    /// <param name="changes">Changes so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AccountLimit>> ReadAsync(
        ResourceType resourceType, AllocationResult? division, IReadOnlyList<LimitChange> changes, CancellationToken cancellationToken)
    {
        AllocationRecord? current = await allocations.CurrentAsync(resourceType, cancellationToken);
        AccountId[] accounts =
        [
            .. (division?.Allocations ?? [])
                .Concat(current?.Result.Allocations ?? [])
                .Select(allocation => allocation.AccountId)
                .Concat(changes.Select(change => change.AccountId))
                .Distinct(),
        ];
        return LimitPlan.WithOpen(await provider.ReadLimitsAsync(resourceType, accounts, cancellationToken), accounts, changes);
    }

    /// <summary>Writes the record down, asks for every change of it that is open, and writes down what was answered.</summary>
    /// <returns>The record with the answers.</returns>
    public async Task<ShiftRecord> CarryOutAsync(ShiftRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);

        await shifts.SaveAsync(record, cancellationToken);
        LimitChange[] open = [.. record.Changes.Where(change => change.IsOpen)];
        for (int round = 1; open.Length > 0 && round <= MostRounds; round++)
        {
            IReadOnlyList<ProviderOutcome?> outcomes = await provider.SetLimitsAsync(
                record.ResourceType, [.. open.Select(change => new LimitRequest(change.AccountId, change.Target))], cancellationToken);
            Dictionary<string, LimitChange> answered = open.Zip(outcomes, With).ToDictionary(change => change.Id, StringComparer.Ordinal);
            record = record with { Changes = [.. record.Changes.Select(change => answered.GetValueOrDefault(change.Id, change))] };
            await shifts.SaveAsync(record, cancellationToken);
            open = [.. open.Where((_, index) => outcomes[index] is null)];
        }

        return record;
    }

    private static LimitChange With(LimitChange change, ProviderOutcome? outcome) => outcome switch
    {
        null => change,
        ProviderOutcome.Applied applied => change with { Outcome = RequestOutcome.Applied, Granted = applied.Quantity, ReadyAt = null },
        ProviderOutcome.Reduced reduced => change with
        {
            Outcome = RequestOutcome.Reduced,
            Granted = reduced.Quantity,
            Failure = reduced.Failure,
            ReadyAt = null,
        },
        ProviderOutcome.Refused refused => change with { Outcome = RequestOutcome.Refused, Granted = null, Failure = refused.Failure, ReadyAt = null },
        ProviderOutcome.Pending pending => change with { Outcome = RequestOutcome.Pending, Granted = pending.Quantity, ReadyAt = pending.ReadyAt },
        _ => throw new InvalidOperationException("Unknown outcome of the provider."),
    };
}
