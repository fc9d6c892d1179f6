using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Predictions;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Adds up what the shards of a cycle stored, and calibrates the sum by how the group's earlier forecasts did. A cycle's outcomes and forecasts count
/// once, however often it is asked.
/// </summary>
public sealed class GroupForecaster(ShardStore shards, ModelStore models, TimeProvider time, ILogger<GroupForecaster> logger)
{
    /// <summary>The group's demand by horizon; without those that no account could be forecast for.</summary>
    public async Task<IReadOnlyDictionary<ForecastHorizon, GroupForecast>> ForecastAsync(
        CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken)
    {
        Dictionary<ForecastHorizon, GroupForecast> group = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            IReadOnlyList<ReadOnlyMemory<byte>> sums = await shards.ReadAsync(cycleId, resourceType, horizon, cancellationToken);
            if (sums.Count > 0)
            {
                GroupDemand demand = sums.Select(GroupDemand.Deserialize).Aggregate((left, right) => left.Add(right));
                GroupCalibration calibration = await AdvanceAsync(resourceType, horizon, demand, cancellationToken);
                group[horizon] = new GroupForecast(demand, calibration.Forecast(demand), calibration.OriginCount);
            }
        }

        return group;
    }

    private async Task<GroupCalibration> AdvanceAsync(
        ResourceType resourceType, ForecastHorizon horizon, GroupDemand demand, CancellationToken cancellationToken)
    {
        StoredModel? stored = await models.LoadAsync(account: null, resourceType, ForecastHorizons.NameOf(horizon), cancellationToken);
        GroupCalibration known = Restore(stored, horizon);
        GroupCalibration advanced = demand.TryGetLastStep(out double total)
            ? known.Observe(demand.Start - demand.Horizon.Grid, total, demand.AccountCount)
            : known;
        advanced = advanced.Include(demand);
        if (!ReferenceEquals(advanced, known))
        {
            await models.SaveAsync(
                new StoredModel
                {
                    ResourceType = resourceType,
                    Grid = ForecastHorizons.NameOf(horizon),
                    TrainedAt = stored?.TrainedAt ?? time.GetUtcNow(),
                    Through = demand.Start,
                    State = advanced.Serialize(),
                },
                cancellationToken);
        }

        return advanced;
    }

    private GroupCalibration Restore(StoredModel? stored, ForecastHorizon horizon)
    {
        try
        {
            return stored is null ? GroupCalibration.New(ModelTrainer.SpecOf(horizon)) : GroupCalibration.Deserialize(stored.State);
        }
        catch (InvalidDataException unreadable)
        {
            logger.ModelUnreadable("~", stored!.ResourceType.Value, stored.Grid, unreadable.Message);
            return GroupCalibration.New(ModelTrainer.SpecOf(horizon));
        }
    }
}
