using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CapacityFunctions.Api.Audit;

/// <summary>What the audit trail keeps of a body: enough to know what was asked for, nothing that opens anything.</summary>
internal static class AuditBody
{
    /// <summary>Characters that are kept.</summary>
    internal const int Limit = 8192;

    private const string Redacted = "***";

    private static readonly string[] SecretNames = ["secret", "password", "pwd", "token", "apikey", "accesskey", "connectionstring", "authorization", "credential", "signature"];

    /// <returns>Null for an empty body.</returns>
    internal static string? Of(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            JsonNode? json = JsonNode.Parse(body);
            Redact(json);
            return Cut(json?.ToJsonString() ?? "null");
        }
        catch (JsonException)
        {
            // What is not JSON can't be searched for secrets.
            return $"({body.Length} bytes that are not JSON)";
        }
    }

    /// <summary>How many rows of a batch were taken, from its receipt.</summary>
    internal static string? OfReceipt(JsonElement receipt)
    {
        if (receipt.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonObject counts = [];
        foreach (JsonProperty count in receipt.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Number))
        {
            counts[count.Name] = JsonNode.Parse(count.Value.GetRawText());
        }

        return counts.Count == 0 ? null : counts.ToJsonString();
    }

    private static void Redact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach ((string name, JsonNode? value) in fields.ToArray())
                {
                    if (IsSecret(name))
                    {
                        fields[name] = Redacted;
                    }
                    else
                    {
                        Redact(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Redact(item);
                }

                break;
        }
    }

    private static bool IsSecret(string name)
    {
        string plain = new([.. name.Where(char.IsLetter)]);
        return SecretNames.Any(secret => plain.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static string Cut(string text) => text.Length <= Limit ? text : new StringBuilder(text, 0, Limit, Limit + 64).Append($"… ({text.Length} characters)").ToString();
}
