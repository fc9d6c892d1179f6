using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests;

/// <summary>What host.json says.</summary>
internal static class HostSettings
{
    internal static JsonObject Host { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")))!.AsObject();

    /// <summary>Control queues of the hub.</summary>
    internal static int Partitions => Host.At("extensions.durableTask.storageProvider.partitionCount")!.GetValue<int>();
}
