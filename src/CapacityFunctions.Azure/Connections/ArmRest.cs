using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CapacityFunctions.Azure.Connections;

/// <summary>Plain REST calls with an identity, for what the SDK does not reach.</summary>
internal sealed class ArmRest(HttpPipeline pipeline, Uri endpoint)
{
    private static readonly JsonSerializerOptions Body =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Sends JSON and gets JSON.</summary>
    /// <param name="method">What to do.</param>
    /// <param name="pathAndQuery">Begins with a slash, escaped, with the api-version.</param>
    /// <param name="body">Written as JSON in camel case; null: no body.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RequestFailedException">The service refused, or did not answer (status 0).</exception>
    internal Task<Response> SendAsync(RequestMethod method, string pathAndQuery, object? body, CancellationToken cancellationToken) =>
        SendAsync(method, Address(pathAndQuery), body, cancellationToken);

    internal async Task<Response> SendAsync(RequestMethod method, Uri address, object? body, CancellationToken cancellationToken)
    {
        RequireOwnAddress(address);
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(body, Body));
        }

        await pipeline.SendAsync(message, cancellationToken);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }

    internal Task<Response> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, pathAndQuery, body: null, cancellationToken);

    /// <summary>The resource, or null where there is none.</summary>
    internal async Task<JsonElement?> FindAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        try
        {
            return Json(await GetAsync(pathAndQuery, cancellationToken));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    internal Uri Address(string pathAndQuery) => new(endpoint, pathAndQuery);

    internal static JsonElement Json(Response response) => JsonElement.Parse(response.Content.ToMemory().Span);

    /// <summary>A link in an answer must not send the token elsewhere.</summary>
    private void RequireOwnAddress(Uri address)
    {
        if (address.Scheme != endpoint.Scheme || address.Authority != endpoint.Authority)
        {
            throw new InvalidOperationException($"An answer links to {address.Authority} instead of {endpoint.Authority}; it is not followed.");
        }
    }
}
