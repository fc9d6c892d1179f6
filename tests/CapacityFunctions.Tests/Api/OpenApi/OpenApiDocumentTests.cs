using System.Text.Json.Nodes;
using CapacityFunctions.Api;
using CapacityFunctions.Api.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Tests.Api.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly JsonObject Document = new OpenApiDocument(new EndpointCatalog(), new JsonOptions()).Value;

    public static TheoryData<string> Endpoints => [.. new EndpointCatalog().All.Select(endpoint => endpoint.Name)];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void Endpoint_IsDescribedWithASuccess(string name)
    {
        Endpoint endpoint = new EndpointCatalog().All.Single(endpoint => endpoint.Name == name);

        JsonObject operation = (JsonObject)Document["paths"]![$"/{endpoint.Route}"]![endpoint.Method.ToLowerInvariant()]!;

        Assert.Contains(operation["responses"]!.AsObject(), response => response.Key[0] == '2');
        Assert.All(endpoint.QueryParameters, parameter => Assert.Contains(
            operation["parameters"]!.AsArray(),
            described => described!["name"]!.GetValue<string>() == parameter.Name && described["in"]!.GetValue<string>() == "query"));
        Assert.NotEqual(endpoint.Name, operation["summary"]!.GetValue<string>());
        Assert.Equal(endpoint.IsPublic, operation["security"]!.AsArray().Count == 0);
    }

    [Fact]
    public void References_PointToComponents()
    {
        string[] references = [.. References(Document)];

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            Assert.StartsWith("#/components/schemas/", reference, StringComparison.Ordinal);
            Assert.NotNull(reference.Split('/').Skip(1).Aggregate((JsonNode?)Document, (node, name) => node?[name]));
        });
    }

    [Fact]
    public void Routes_OfTheContract_AreThere() => Assert.Subset(
        Document["paths"]!.AsObject().Select(path => path.Key).ToHashSet(StringComparer.Ordinal),
        new HashSet<string>(StringComparer.Ordinal)
        {
            "/usage", "/performance", "/signals", "/accounts", "/accounts/{id}", "/forecasts/{account}/{resource}", "/forecasts/group/{resource}",
            "/reservations", "/reservations/requests", "/allocations", "/shifts", "/overrides", "/overrides/{id}", "/cycles", "/cycles/{id}",
            "/cycles/latest", "/health", "/openapi.json", "/audit",
        });

    [Fact]
    public void Problem_NamesEveryTypeOfTheCatalogueOnce()
    {
        string[] described = [.. Document["components"]!["schemas"]!["Problem"]!["properties"]!["type"]!["enum"]!.AsArray().Select(type => type!.GetValue<string>())];

        Assert.Equal(ProblemTypes.All.Select(type => type.Uri), described);
        Assert.Equal(described.Length, described.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            typeof(ProblemTypes).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
                .Count(property => property.PropertyType == typeof(ProblemType)),
            described.Length);
    }

    [Fact]
    public void Account_IsDescribedFromItsTypeAndItsComments()
    {
        JsonObject account = (JsonObject)Document["components"]!["schemas"]!["LinkedAccount"]!;

        Assert.Equal("string", account["properties"]!["id"]!["type"]!.GetValue<string>());
        Assert.Contains("Recommend", account["properties"]!["mode"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.False(string.IsNullOrEmpty(account["properties"]!["priority"]!["description"]?.GetValue<string>()));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key == "$ref" ? [field.Value!.GetValue<string>()] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
