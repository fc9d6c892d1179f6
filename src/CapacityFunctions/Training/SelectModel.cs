using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Storage.Usage;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Training;

/// <summary>Chooses the models of one series anew. Twice gives the same models.</summary>
public sealed class SelectModel(UsageStore usage, SeriesModels models)
{
    /// <returns>False for a series without usage.</returns>
    [Function(nameof(SelectModel))]
    public async Task<bool> RunAsync([ActivityTrigger] SeriesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (await usage.LatestAsync(request.Series.AccountId, request.Series.ResourceType, cancellationToken) is null)
        {
            return false;
        }

        await models.TrainAsync(request.Series, request.CycleId.ScheduledAt, cancellationToken);
        return true;
    }
}
