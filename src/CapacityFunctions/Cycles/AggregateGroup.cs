using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Adds the shards up to the consolidated forecast of the group.</summary>
public sealed class AggregateGroup(CycleInputs inputs, GroupForecaster groups, PredictionStore predictions, AccuracyTracker accuracy)
{
    /// <returns>How many resource types have a group forecast.</returns>
    [Function(nameof(AggregateGroup))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        int forecast = 0;
        foreach (ResourceType resourceType in await inputs.ResourceTypesAsync(cycle.CycleId, cancellationToken))
        {
            IReadOnlyDictionary<ForecastHorizon, GroupForecast> group = await groups.ForecastAsync(cycle.CycleId, resourceType, cancellationToken);
            await predictions.SaveAsync(
                [.. group.Select(entry => PredictionMapping.Of(cycle.CycleId, resourceType, entry.Key, entry.Value))], cancellationToken);
            await accuracy.TrackGroupAsync(cycle.CycleId, resourceType, group, cancellationToken);
            forecast += group.Count > 0 ? 1 : 0;
        }

        return forecast;
    }
}
