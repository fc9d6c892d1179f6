using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Allocations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>
/// Asks again for limits that earlier cycles left open, and brings the books in line with what is in force. That finishes a half that was begun;
/// the units of a giver whose receiver was never asked are in the pool then, and the cycle divides them anew.
/// </summary>
/// <remarks>
/// A receiver's intent was written when its units were free, and nobody else was given them since: carrying it out late exceeds nothing.
/// </remarks>
public sealed class SettleShifts(LimitBook limits, ShiftStore shifts, AllocationStore allocations)
{
    /// <returns>How many changes are under way still.</returns>
    [Function(nameof(SettleShifts))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        int underWay = 0;
        foreach (ShiftRecord record in await shifts.ListNewestAsync(cancellationToken))
        {
            if (record.CycleId == cycle.CycleId || !limits.Keeps(record.ResourceType))
            {
                continue;
            }

            AllocationRecord? current = await allocations.CurrentAsync(record.ResourceType, cancellationToken);
            if (current?.CycleId == record.CycleId && !record.Changes.Any(change => change.IsOpen))
            {
                continue;
            }

            ShiftRecord settled = await limits.CarryOutAsync(record, cancellationToken);
            underWay += settled.Changes.Count(change => change.IsOpen);
            if (current is not null)
            {
                await CorrectAsync(settled, current, cancellationToken);
            }
        }

        return underWay;
    }

    /// <summary>A change that has ended since, or that a cycle made which was lost before its division came into force.</summary>
    private async Task CorrectAsync(ShiftRecord settled, AllocationRecord current, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountLimit> real = await limits.ReadAsync(settled.ResourceType, current.Result, settled.Changes, cancellationToken);
        decimal capacity = current.Result.Allocations.Sum(allocation => allocation.Amount) + current.Result.Pool;
        AllocationResult inForce = DivisionInForce.Of(current.Result, real, settled.Changes, capacity);
        if (!inForce.Allocations.SequenceEqual(current.Result.Allocations))
        {
            CycleId cycleId = settled.CycleId.CompareTo(current.CycleId) > 0 ? settled.CycleId : current.CycleId;
            await allocations.CorrectAsync(new AllocationRecord(cycleId, settled.ResourceType, inForce), cancellationToken);
        }
    }
}
