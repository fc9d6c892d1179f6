using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>No secret is read, passed on or put out: the deployments of a subscription can be read by everybody who may read it.</summary>
internal static class SecretRules
{
    private static readonly string[] Readers = ["listKeys", "listSecrets", "listCredentials", "listAccountSas", "listServiceSas", "newGuid", "utcNow"];
    private static readonly string[] Secrets = ["ConnectionString", "InstrumentationKey", "AccountKey", "SharedAccessSignature", "password"];

    /// <param name="template">A compiled template.</param>
    internal static IEnumerable<string> Problems(JsonObject template) =>
    [
        .. Readers.Where(reader => template.ToJsonString().Contains($"{reader}(", StringComparison.OrdinalIgnoreCase)).Select(reader => $"{reader}() is called"),
        .. Outputs(template)
            .Where(output => output.Value!.Text("type").StartsWith("secure", StringComparison.OrdinalIgnoreCase)
                || Secrets.Any(secret => output.Value!.ToJsonString().Contains(secret, StringComparison.OrdinalIgnoreCase)))
            .Select(output => $"the output {output.Key} is a secret"),
        .. Outputs(template).Any() ? (string[])[] : ["there are no outputs"],
    ];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Outputs(JsonObject template) =>
        Json.Objects(template).Where(item => item.ContainsKey("$schema") && item["outputs"] is JsonObject).SelectMany(item => item["outputs"]!.AsObject());
}
