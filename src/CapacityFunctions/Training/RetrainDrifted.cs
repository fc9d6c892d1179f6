using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Training;

/// <summary>
/// Starts the training of series whose models have drifted, each as an orchestration of its own: the cycle doesn't wait for it. A series is trained
/// at most once in six hours for it, as its instance carries the quarter of the day in its id.
/// </summary>
public sealed class RetrainDrifted
{
    private const int QuarterHours = 6;

    /// <returns>How many trainings were started.</returns>
    [Function(nameof(RetrainDrifted))]
    public async Task<int> RunAsync(
        [ActivityTrigger] ShardOutlooks shard, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentNullException.ThrowIfNull(client);

        int started = 0;
        foreach (SeriesOutlook outlook in shard.Outlooks.Where(outlook => outlook.DriftReason is not null))
        {
            SeriesKey series = new(outlook.AccountId, outlook.ResourceType);
            string instanceId = InstanceId(series, shard.CycleId.ScheduledAt);
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(TrainShardOrchestrator),
                    new Shard(shard.CycleId, shard.Index, [series]),
                    new StartOrchestrationOptions(instanceId),
                    cancellationToken);
                started++;
            }
        }

        return started;
    }

    /// <summary>Names of accounts may hold what an instance id must not, so they go in as a hash.</summary>
    internal static string InstanceId(SeriesKey series, DateTimeOffset scheduledAt)
    {
        byte[] name = Encoding.UTF8.GetBytes($"{series.AccountId.Value}\n{series.ResourceType.Value}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"drift-{scheduledAt.UtcDateTime:yyyyMMdd}-{scheduledAt.UtcDateTime.Hour / QuarterHours}-{Convert.ToHexStringLower(SHA256.HashData(name))[..16]}");
    }
}
