using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Adds the shards up to the consolidated forecast of the group.</summary>
public sealed class AggregateGroup(CycleInputs inputs, ShardStore shards, PredictionStore predictions)
{
    /// <returns>How many resource types have a group forecast.</returns>
    [Function(nameof(AggregateGroup))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        int forecast = 0;
        foreach (ResourceType resourceType in await inputs.ResourceTypesAsync(cycle.CycleId, cancellationToken))
        {
            List<StoredPrediction> group = [];
            foreach (ForecastHorizon horizon in ForecastHorizons.All)
            {
                IReadOnlyList<ReadOnlyMemory<byte>> sums = await shards.ReadAsync(cycle.CycleId, resourceType, horizon, cancellationToken);
                if (sums.Count > 0)
                {
                    GroupDemand demand = sums.Select(GroupDemand.Deserialize).Aggregate((left, right) => left.Add(right));
                    group.Add(PredictionMapping.Of(cycle.CycleId, resourceType, horizon, demand));
                }
            }

            await predictions.SaveAsync(group, cancellationToken);
            forecast += group.Count > 0 ? 1 : 0;
        }

        return forecast;
    }
}
