using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>Compares one property of resources with what it has to be.</summary>
internal static class Expectation
{
    internal static IEnumerable<string> Expect(this IEnumerable<JsonObject> resources, string path, string expected) =>
        resources
            .Where(resource => !string.Equals(resource.Text(path), expected, StringComparison.OrdinalIgnoreCase))
            .Select(resource => $"{resource.Name()}: {path} is '{resource.Text(path)}', not '{expected}'");

    /// <summary>That there is at least one: a rule about nothing would hold of everything.</summary>
    internal static IEnumerable<string> ExpectAny(this IEnumerable<JsonObject> resources, string what) =>
        resources.Any() ? [] : [$"there is no {what}"];
}
