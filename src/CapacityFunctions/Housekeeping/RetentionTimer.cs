using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>Deletes what is too old, every night, after the training has read what it needs.</summary>
public sealed class RetentionTimer(HistoryPurge history, TimeProvider time, IOptions<RetentionOptions> options)
{
    [Function(nameof(RetentionTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 43 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);

        if (!options.Value.Enabled)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        string instanceId = InstanceId(now);
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(RetentionOrchestrator),
                new RetentionStep(now, RetentionKind.Idempotency, Position: 0, Steps: 0),
                new StartOrchestrationOptions(instanceId),
                cancellationToken);
        }

        await history.RunAsync(client, cancellationToken);
    }

    /// <summary>One run a day; a tick may come twice.</summary>
    internal static string InstanceId(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"retention-{now.UtcDateTime:yyyyMMdd}");
}
