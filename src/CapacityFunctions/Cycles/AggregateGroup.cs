using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Predictions;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Adds the shards up to the consolidated forecast of the group.</summary>
public sealed class AggregateGroup(CycleInputs inputs, GroupDemands groups, PredictionStore predictions)
{
    /// <returns>How many resource types have a group forecast.</returns>
    [Function(nameof(AggregateGroup))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        int forecast = 0;
        foreach (ResourceType resourceType in await inputs.ResourceTypesAsync(cycle.CycleId, cancellationToken))
        {
            StoredPrediction[] group =
            [
                .. (await groups.ReadAsync(cycle.CycleId, resourceType, cancellationToken))
                    .Select(entry => PredictionMapping.Of(cycle.CycleId, resourceType, entry.Key, entry.Value)),
            ];
            await predictions.SaveAsync(group, cancellationToken);
            forecast += group.Length > 0 ? 1 : 0;
        }

        return forecast;
    }
}
