using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;
using System.Text.Json;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>Which activities have a result in stored history.</summary>
internal static class RecordedActivities
{
    /// <returns>Keys of the activities of plans, over all open instances of the hub.</returns>
    public static async Task<IReadOnlySet<string>> ReadAsync(HubStore store)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (string instance in await store.Index.OpenKeysAsync(CancellationToken.None))
        {
            if (await store.LoadAsync(instance, CancellationToken.None) is not { } stored)
            {
                continue;
            }

            HashSet<int> succeeded =
            [
                .. stored.Episodes.SelectMany(episode => episode.Events).OfType<TaskSucceeded>().Select(result => result.TaskId),
            ];
            keys.UnionWith(stored.Episodes.SelectMany(episode => episode.Actions).OfType<ActivityScheduled>()
                .Where(activity => succeeded.Contains(activity.Id))
                .Select(activity => JsonSerializer.Deserialize<ActivityInput>(activity.Input!)!.Key));
        }

        return keys;
    }
}
