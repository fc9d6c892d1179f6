using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests;

/// <summary>Ways through templates.</summary>
internal static class Json
{
    /// <summary>Every object in a document, itself included.</summary>
    internal static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property => Objects(property.Value)).Prepend(item),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    internal static IEnumerable<JsonObject> OfType(this JsonArray resources, string type) =>
        resources.Select(resource => resource!.AsObject()).Where(resource => string.Equals(resource.Text("type"), type, StringComparison.OrdinalIgnoreCase));

    internal static string Name(this JsonObject resource) => resource.Text("name");

    /// <summary>The value at a path of property names with dots between; empty where there is none.</summary>
    internal static string Text(this JsonNode node, string path) => node.At(path)?.ToString() ?? string.Empty;

    internal static JsonNode? At(this JsonNode node, string path)
    {
        JsonNode? at = node;
        foreach (string name in path.Split('.'))
        {
            at = at is JsonObject item ? item[name] : null;
        }

        return at;
    }

    /// <summary>Sets the value at a path that exists up to its last name.</summary>
    internal static void Set(this JsonNode node, string path, JsonNode? value)
    {
        int end = path.LastIndexOf('.');
        JsonNode parent = end < 0 ? node : node.At(path[..end])!;
        parent[path[(end + 1)..]] = value;
    }
}
