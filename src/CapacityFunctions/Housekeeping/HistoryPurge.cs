using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>Purges orchestrations that have ended. What runs, however old, is not touched.</summary>
/// <remarks>The engine writes down by the machine's clock when an instance began, not by the app's, which may be shifted.</remarks>
public sealed class HistoryPurge(IOptions<RetentionOptions> options, ILogger<HistoryPurge> logger)
{
    /// <summary>The backends want a beginning; no instance is older than Durable Task on this platform.</summary>
    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Backends may stop before all are purged, and say so.</summary>
    private const int MostRounds = 10;

    internal TimeProvider Machine { get; init; } = TimeProvider.System;

    /// <returns>How many were purged.</returns>
    public async Task<int> RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        DateTimeOffset before = Machine.GetUtcNow() - options.Value.History;
        int purged = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            PurgeResult result = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Earliest, before, Ended), cancellationToken);
            purged += result.PurgedInstanceCount;
            if (result.IsComplete != false)
            {
                break;
            }
        }

        if (purged > 0)
        {
            logger.HistoryPurged(purged, before);
        }

        return purged;
    }
}
