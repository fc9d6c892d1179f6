using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>The OpenAPI document as it judges what endpoints answer. Objects may hold nothing that is not described.</summary>
internal sealed class ContractSchemas
{
    private readonly JsonObject _document;
    private readonly JsonObject _definitions;

    public ContractSchemas(JsonObject document)
    {
        _document = document;
        _definitions = (JsonObject)Strict(document["components"]!["schemas"]!.DeepClone());
    }

    public JsonObject Paths => (JsonObject)_document["paths"]!;

    /// <summary>What is wrong with an answer; null for nothing.</summary>
    public string? Complaint(string path, string method, int status, string? contentType, string body)
    {
        if (Paths[path]?[method]?["responses"]?[$"{status}"] is not JsonObject response)
        {
            return $"{method} {path}: {status} is not described. {body}";
        }

        if (body.Length == 0)
        {
            return response.ContainsKey("content") ? $"{method} {path}: {status} has no body. " : null;
        }

        if (contentType is null || response["content"]?[contentType] is not JsonObject content)
        {
            return $"{method} {path}: {status} as {contentType} is not described. {body}";
        }

        if (!contentType.EndsWith("json", StringComparison.Ordinal))
        {
            return null;
        }

        JsonObject schema = (JsonObject)Strict(content["schema"]!.DeepClone());
        schema["$defs"] = _definitions.DeepClone();
        using JsonDocument instance = JsonDocument.Parse(body);
        EvaluationResults judged = JsonSchema.FromText(schema.ToJsonString())
            .Evaluate(instance.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return judged.IsValid
            ? null
            : $"{method} {path} {status}: {string.Join("; ", (judged.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Select(detail => $"{detail.InstanceLocation} {string.Join(',', detail.Errors!.Values)}").Take(8))}\n{body[..Math.Min(body.Length, 2000)]}";
    }

    private static JsonNode Strict(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                if (fields["$ref"] is JsonValue reference)
                {
                    fields["$ref"] = reference.GetValue<string>().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
                }

                if (fields["properties"] is JsonObject && !fields.ContainsKey("additionalProperties"))
                {
                    fields["additionalProperties"] = false;
                }

                foreach (JsonNode? value in fields.Select(field => field.Value).ToArray())
                {
                    _ = value is null ? null : Strict(value);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    _ = item is null ? null : Strict(item);
                }

                break;
        }

        return node;
    }
}
