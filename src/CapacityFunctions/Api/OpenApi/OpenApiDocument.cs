using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>The description of the API (OpenAPI 3.1), made once from the code that answers.</summary>
public sealed class OpenApiDocument
{
    private const string KeyHeader = "functionKey";
    private const string KeyParameter = "functionKeyInQuery";
    private const string Identity = "entra";

    private readonly Lazy<JsonObject> _document;

    /// <param name="endpoints">What there is.</param>
    /// <param name="json">How answers are written.</param>
    internal OpenApiDocument(EndpointCatalog endpoints, JsonOptions json) => _document = new(() => Create(endpoints, json));

    /// <summary>Ways to say who one is; each is enough.</summary>
    internal static IReadOnlyList<string> SecuritySchemes { get; } = [KeyHeader, KeyParameter, Identity];

    public JsonObject Value => _document.Value;

    private static JsonObject Create(EndpointCatalog endpoints, JsonOptions json)
    {
        XmlDocumentation documentation = new();
        OpenApiSchemas answers = new(json.JsonSerializerOptions, documentation);
        OpenApiSchemas requests = new(JsonBody.Options, documentation);
        OpenApiOperations operations = new(answers, requests, documentation);
        JsonObject paths = [];
        foreach (IGrouping<string, Endpoint> route in endpoints.All.GroupBy(endpoint => endpoint.Route, StringComparer.Ordinal))
        {
            paths[$"/{route.Key}"] = new JsonObject(route.Select(endpoint =>
                KeyValuePair.Create(endpoint.Method.ToLowerInvariant(), (JsonNode?)operations.Of(endpoint))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "CapacityFunctions",
                ["version"] = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
                ["description"] = "Forecasts the demand of many accounts, and sizes and divides the capacity that they share. Times are ISO 8601 in UTC.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(answers.Components.Concat(requests.Components)
                    .Append(KeyValuePair.Create(OpenApiProblems.Schema, (JsonNode)OpenApiProblems.Component()))
                    .Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value))),
                ["securitySchemes"] = new JsonObject
                {
                    [KeyHeader] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key" },
                    [KeyParameter] = new JsonObject { ["type"] = "apiKey", ["in"] = "query", ["name"] = "code" },
                    [Identity] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "A token of Microsoft Entra, where App Service authentication is on; its app roles decide.",
                    },
                },
            },
        };
    }
}
