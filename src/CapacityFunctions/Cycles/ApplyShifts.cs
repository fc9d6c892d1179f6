using CapacityFunctions.Storage.Allocations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Puts the new division of capacity into force. A second time for the same cycle changes nothing.</summary>
public sealed class ApplyShifts(DivisionStore divisions, AllocationStore allocations)
{
    [Function(nameof(ApplyShifts))]
    public async Task RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        foreach (AllocationRecord division in await divisions.ListAsync(cycle.CycleId, cancellationToken))
        {
            await allocations.ApplyAsync(cycle.CycleId, division.ResourceType, division.Result, cancellationToken);
        }
    }
}
