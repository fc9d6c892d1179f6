using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>
/// As much of the table service's REST interface as the engine uses: tables are made, rows added, replaced, merged, deleted and read, alone, in a
/// transaction, or by partition. Anything else is refused, so that nothing is measured that isn't there.
/// </summary>
internal sealed class MemoryTableService : HttpMessageHandler
{
    private readonly MemoryTables _tables = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string resource = ResourceOf(request.RequestUri!);
        HttpResponseMessage response = resource switch
        {
            "Tables" => CreateTable(body),
            "$batch" => RunBatch(body),
            _ => Answer(RowOperation.Of(request.Method.Method, resource, request.RequestUri!.Query, body)),
        };
        response.RequestMessage = request;
        return response;
    }

    private HttpResponseMessage CreateTable(string body) =>
        _tables.Create(JsonNode.Parse(body)!["TableName"]!.GetValue<string>())
            ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : Error(HttpStatusCode.Conflict, "TableAlreadyExists");

    private HttpResponseMessage Answer(RowOperation operation)
    {
        if (operation.Kind == RowOperationKind.Query)
        {
            return Json(new JsonObject { ["value"] = new JsonArray([.. _tables.Query(operation.Table, operation.Filter)]) });
        }

        if (operation.Kind == RowOperationKind.Get)
        {
            return _tables.Find(operation) is { } row ? Json(row) : Error(HttpStatusCode.NotFound, "ResourceNotFound");
        }

        return _tables.Apply([operation]) is { } failure ? Error(failure.Status, failure.Code) : NoContent();
    }

    private HttpResponseMessage RunBatch(string body)
    {
        IReadOnlyList<RowOperation> operations = BatchBody.Read(body, ResourceOf);
        (HttpStatusCode Status, string Code)? failure = _tables.Apply(operations);
        string content = failure is { } failed
            ? BatchBody.Failure((int)failed.Status, ErrorBody(failed.Code))
            : BatchBody.Success(operations.Count);
        HttpResponseMessage response = new(HttpStatusCode.Accepted) { Content = new StringContent(content, Encoding.UTF8) };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(BatchBody.ContentType);
        return response;
    }

    /// <summary>What follows the account in the path.</summary>
    private static string ResourceOf(Uri uri)
    {
        string path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path[(path.IndexOf('/', 1) + 1)..];
    }

    private static HttpResponseMessage NoContent()
    {
        HttpResponseMessage response = new(HttpStatusCode.NoContent);
        response.Headers.TryAddWithoutValidation("ETag", MemoryTables.Version);
        return response;
    }

    private static HttpResponseMessage Json(JsonNode content) =>
        new(HttpStatusCode.OK) { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        new(status) { Content = new StringContent(ErrorBody(code), Encoding.UTF8, "application/json") };

    private static string ErrorBody(string code) =>
        new JsonObject { ["odata.error"] = new JsonObject { ["code"] = code, ["message"] = new JsonObject { ["value"] = code } } }.ToJsonString();
}
