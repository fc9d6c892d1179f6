using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CapacityFunctions.Api.Csv;
using CapacityFunctions.Api.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>Describes endpoints from their attributes.</summary>
/// <param name="answers">Schemas of what is answered.</param>
/// <param name="requests">Schemas of what is sent, which is read more strictly.</param>
/// <param name="documentation">What the endpoints do.</param>
internal sealed partial class OpenApiOperations(OpenApiSchemas answers, OpenApiSchemas requests, XmlDocumentation documentation)
{
    private const string Json = "application/json";
    private const string RequestSuffix = "Request";

    internal JsonObject Of(Endpoint endpoint)
    {
        JsonObject operation = new()
        {
            ["operationId"] = endpoint.Name,
            ["tags"] = new JsonArray(endpoint.Function.DeclaringType!.Namespace!.Split('.')[^1]),
            ["summary"] = documentation.Of(endpoint.Function) ?? endpoint.Name,
            ["description"] = endpoint.IsPublic ? "Open to everybody." : $"Role: {endpoint.RequiredRole}.",
            ["parameters"] = Parameters(endpoint),
            ["responses"] = Responses(endpoint),
            ["security"] = Security(endpoint),
        };
        if (!endpoint.IsRead && !HttpMethods.IsDelete(endpoint.Method))
        {
            operation["requestBody"] = Body(endpoint);
        }

        return operation;
    }

    private static JsonArray Parameters(Endpoint endpoint)
    {
        List<JsonObject> parameters =
        [
            .. PathParameter().Matches(endpoint.Route).Select(match => Parameter(match.Groups["name"].Value, "path", description: null, isRequired: true)),
            .. endpoint.QueryParameters.Select(parameter => Parameter(parameter.Name, "query", parameter.Description, parameter.Required)),
        ];
        if (endpoint.GivesCsv)
        {
            parameters.Add(Parameter(QueryMiddleware.Format, "query", "csv or json; like the header Accept, which it goes before.", isRequired: false));
        }

        if (endpoint.IsCreation)
        {
            parameters.Add(Parameter(
                IdempotencyMiddleware.Header, "header", "The request takes effect once for each key, and its answer is given again for 24 hours.", isRequired: false));
        }

        if (Declared(endpoint).Any(answer => answer.StatusCode == StatusCodes.Status412PreconditionFailed))
        {
            parameters.Add(Parameter("If-Match", "header", "Only if the version is still this one.", isRequired: false));
        }

        return new JsonArray([.. parameters]);
    }

    private static JsonObject Parameter(string name, string place, string? description, bool isRequired)
    {
        JsonObject parameter = new() { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["schema"] = new JsonObject { ["type"] = "string" } };
        if (description is not null)
        {
            parameter["description"] = description;
        }

        return parameter;
    }

    private JsonObject Body(Endpoint endpoint)
    {
        Type? type = endpoint.BodyType;
        JsonObject content = [];
        foreach (string contentType in endpoint.ContentTypes)
        {
            JsonNode schema = !string.Equals(contentType, Json, StringComparison.Ordinal) ? new JsonObject { ["type"] = "string" }
                : type is null ? new JsonObject()
                : requests.Of(type, RequestSuffix);
            content[contentType] = new JsonObject { ["schema"] = schema };
        }

        return new JsonObject { ["content"] = content };
    }

    private JsonObject Responses(Endpoint endpoint)
    {
        SortedDictionary<int, JsonObject> responses = [];
        foreach (IGrouping<int, ProblemType> problems in OpenApiProblems.Of(endpoint).GroupBy(problem => problem.Status))
        {
            responses[problems.Key] = OpenApiProblems.Response(problems);
        }

        foreach (IGrouping<int, IApiResponseMetadataProvider> declared in Declared(endpoint).GroupBy(answer => answer.StatusCode))
        {
            responses[declared.Key] = declared.Key >= StatusCodes.Status400BadRequest && declared.All(answer => IsProblem(answer.Type))
                ? OpenApiProblems.Response(ProblemTypes.All.Where(type => type.Status == declared.Key))
                : Response(endpoint, declared.Key, [.. declared]);
        }

        return new JsonObject(responses.Select(response =>
            KeyValuePair.Create(response.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)response.Value)));
    }

    private JsonObject Response(Endpoint endpoint, int status, IReadOnlyList<IApiResponseMetadataProvider> declared)
    {
        JsonObject content = [];
        foreach (IGrouping<string, Type> types in declared
            .Where(answer => answer.Type is not null && answer.Type != typeof(void))
            .SelectMany(answer => ContentTypesOf(answer).Select(contentType => (contentType, answer.Type)))
            .GroupBy(answer => answer.contentType, answer => answer.Type!, StringComparer.Ordinal))
        {
            JsonNode[] schemas = [.. types.Distinct().Select(type => SchemaOf(types.Key, type))];
            content[types.Key] = new JsonObject { ["schema"] = schemas is [var only] ? only : new JsonObject { ["anyOf"] = new JsonArray(schemas) } };
        }

        if (endpoint.GivesCsv && status == StatusCodes.Status200OK)
        {
            content[CsvResult.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
        }

        JsonObject response = new() { ["description"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) };
        if (content.Count > 0)
        {
            response["content"] = content;
        }

        return response;
    }

    private JsonNode SchemaOf(string contentType, Type type) =>
        IsProblem(type) ? OpenApiProblems.Reference
        : contentType.EndsWith("json", StringComparison.Ordinal) ? answers.Of(type)
        : new JsonObject { ["type"] = "string" };

    private static IEnumerable<IApiResponseMetadataProvider> Declared(Endpoint endpoint) =>
        endpoint.Function.GetCustomAttributes().OfType<IApiResponseMetadataProvider>().Where(answer => answer is not ProducesAttribute);

    private static IEnumerable<string> ContentTypesOf(IApiResponseMetadataProvider answer)
    {
        MediaTypeCollection types = [];
        answer.SetContentTypes(types);
        return types.Count == 0 ? [Json] : types;
    }

    private static bool IsProblem(Type? type) => type is not null && typeof(ProblemDetails).IsAssignableFrom(type);

    private static JsonArray Security(Endpoint endpoint) => endpoint.IsPublic
        ? []
        : new JsonArray(OpenApiDocument.SecuritySchemes.Select(scheme => (JsonNode)new JsonObject { [scheme] = new JsonArray() }).ToArray());

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathParameter();
}
