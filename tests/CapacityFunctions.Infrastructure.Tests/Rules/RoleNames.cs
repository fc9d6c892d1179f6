using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>The built-in roles, as infra/roles.json names them.</summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, string> NameOf = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Infra, "roles.json")))!.AsObject()
        .ToDictionary(role => role.Value!.ToString(), role => role.Key, StringComparer.Ordinal);

    internal static string? Of(string id) => NameOf.GetValueOrDefault(id);
}
