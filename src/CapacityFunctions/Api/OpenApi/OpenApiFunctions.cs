using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>Describes the API.</summary>
public sealed class OpenApiFunctions(OpenApiDocument document)
{
    /// <summary>This description.</summary>
    [Function("GetOpenApi")]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK)]
    public IActionResult Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request) => new ContentResult
    {
        Content = document.Value.ToJsonString(),
        ContentType = MediaTypeNames.Application.Json,
        StatusCode = StatusCodes.Status200OK,
    };
}
