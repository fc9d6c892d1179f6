using System.Collections.Concurrent;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The engines of this process that hold a hub or try to: one that isn't among them has ended without saying so.</summary>
internal static class LiveEngines
{
    private static readonly ConcurrentDictionary<string, bool> Ids = new(StringComparer.Ordinal);

    public static void Add(string engineId) => Ids[engineId] = true;

    public static void Remove(string engineId) => Ids.TryRemove(engineId, out _);

    public static bool Contains(string engineId) => Ids.ContainsKey(engineId);
}
