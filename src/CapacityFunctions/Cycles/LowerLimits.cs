using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>The first half of every shift: givers give. What they gave is free for receivers, and for releases.</summary>
public sealed class LowerLimits(DivisionStore divisions, ShiftStore shifts, LimitBook limits, RequestStore requests, ReleaseKeeper keeper)
{
    /// <returns>The releases that can be carried out now, by id: those that no limit in force needs.</returns>
    [Function(nameof(LowerLimits))]
    public async Task<List<string>> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        foreach (AllocationRecord division in await divisions.ListAsync(cycle.CycleId, cancellationToken))
        {
            if (limits.Keeps(division.ResourceType))
            {
                await limits.CarryOutAsync(await IntendAsync(division, cancellationToken), cancellationToken);
            }
        }

        IReadOnlyList<ReservationRequest> asked = await requests.ListForCycleAsync(cycle.CycleId, cancellationToken);
        IReadOnlyList<ReservationRequest> releases = await keeper.WithholdAsync(asked, cancellationToken);
        return
        [
            .. releases
                .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
                .Select(request => request.Id),
        ];
    }

    private async Task<ShiftRecord> IntendAsync(AllocationRecord division, CancellationToken cancellationToken)
    {
        (ResourceType resourceType, ShiftRecord? newest) = (division.ResourceType, await shifts.NewestAsync(division.ResourceType, cancellationToken));
        if (newest?.CycleId == division.CycleId)
        {
            return newest;
        }

        LimitChange[] open = [.. (newest?.Changes ?? []).Where(change => change.IsOpen)];
        return new ShiftRecord(
            division.CycleId,
            resourceType,
            [.. open, .. LimitPlan.Lower(
                division.CycleId, resourceType, division.Result, await limits.ReadAsync(resourceType, division.Result, open, cancellationToken))],
            []);
    }
}
