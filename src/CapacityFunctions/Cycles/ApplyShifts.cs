using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>
/// The second half of every shift: receivers receive what is free; then what the provider has in force is put into the books. A second time
/// for the same cycle changes nothing.
/// </summary>
public sealed class ApplyShifts(
    DivisionStore divisions, AllocationStore allocations, ShiftStore shifts, LimitBook limits, ICapacityProvider provider, DecisionStore decisions)
{
    [Function(nameof(ApplyShifts))]
    public async Task RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        foreach (AllocationRecord division in await divisions.ListAsync(cycle.CycleId, cancellationToken))
        {
            AllocationResult inForce = limits.Keeps(division.ResourceType)
                ? await CarryOutAsync(division, cancellationToken)
                : await WriteDownAsync(division, cancellationToken);
            await allocations.ApplyAsync(cycle.CycleId, division.ResourceType, inForce, cancellationToken);
            await CorrectAsync(division, inForce, cancellationToken);
        }
    }

    private async Task<AllocationResult> CarryOutAsync(AllocationRecord division, CancellationToken cancellationToken)
    {
        ResourceType resourceType = division.ResourceType;
        ShiftRecord record = await shifts.FindAsync(division.CycleId, resourceType, cancellationToken)
            ?? new ShiftRecord(division.CycleId, resourceType, [], []);
        decimal capacity = (await provider.ListReservationsAsync(resourceType, cancellationToken)).Sum(reservation => reservation.Quantity);
        if (!record.HasReceivers)
        {
            IReadOnlyList<AccountLimit> free = await limits.ReadAsync(resourceType, division.Result, record.Changes, cancellationToken);
            record = record with
            {
                Changes = [.. record.Changes, .. LimitPlan.Raise(division.CycleId, resourceType, division.Result, free, capacity)],
                HasReceivers = true,
            };
        }

        record = await limits.CarryOutAsync(record, cancellationToken);
        AllocationResult inForce = DivisionInForce.Of(
            division.Result, await limits.ReadAsync(resourceType, division.Result, record.Changes, cancellationToken), record.Changes, capacity);
        await shifts.SaveAsync(record with { Shifts = inForce.Shifts }, cancellationToken);
        return inForce;
    }

    private async Task<AllocationResult> WriteDownAsync(AllocationRecord division, CancellationToken cancellationToken)
    {
        await shifts.SaveAsync(new ShiftRecord(division.CycleId, division.ResourceType, [], division.Result.Shifts), cancellationToken);
        return division.Result;
    }

    private async Task CorrectAsync(AllocationRecord division, AllocationResult inForce, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountDecision> decided = await decisions.ListAsync(division.CycleId, cancellationToken);
        await decisions.SaveAsync(
            DivisionInForce.Corrected(decided.Where(decision => decision.ResourceType == division.ResourceType), division.Result, inForce),
            cancellationToken);
        await divisions.SaveAsync(division.CycleId, division.ResourceType, inForce, cancellationToken);
    }
}
