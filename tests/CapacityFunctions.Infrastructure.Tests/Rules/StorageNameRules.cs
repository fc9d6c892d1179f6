using System.Text.Json.Nodes;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>The tables, queues and containers are those that the app and its hub of Durable use.</summary>
internal static class StorageNameRules
{
    private const string Account = "Microsoft.Storage/storageAccounts/";

    internal static IEnumerable<string> Problems(JsonArray resources, int partitions)
    {
        Type tables = typeof(StorageInitializer).Assembly.GetType("CapacityFunctions.Storage.Connection.StorageTable", throwOnError: true)!;
        return
        [
            .. Compare(
                resources.OfType($"{Account}tableServices/tables"),
                Enum.GetNames(tables).Select(table => $"capacity{table}").Concat(["CapacityHubInstances", "CapacityHubHistory", "CapacityHubPartitions"])),
            .. Compare(
                resources.OfType($"{Account}queueServices/queues"),
                Enumerable.Range(0, partitions).Select(partition => $"capacityhub-control-{partition:D2}").Append("capacityhub-workitems")),
            .. Compare(
                resources.OfType($"{Account}blobServices/containers"),
                ["deployments", "azure-webjobs-hosts", "azure-webjobs-secrets", "capacityhub-leases", "capacityhub-applease", "capacityhub-largemessages", "capacity-models"]),
        ];
    }

    private static IEnumerable<string> Compare(IEnumerable<JsonObject> resources, IEnumerable<string> expected)
    {
        HashSet<string> made = resources.Select(resource => resource.Name().Split('/')[^1]).ToHashSet(StringComparer.Ordinal);
        made.SymmetricExceptWith(expected);
        return made.Order(StringComparer.Ordinal).Select(name => $"{name} is only made or only used");
    }
}
