using System.Net;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>
/// Azure on this machine: https on a free loopback port, with a certificate of its own. Bearer policies refuse plain http, and a transport
/// that rewrites addresses would hide what links in answers lead to; so clients talk TLS, and trust this one certificate.
/// </summary>
internal sealed class ControlPlaneServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly WebApplication _app;
    private readonly Lock _lock = new();

    private ControlPlaneServer(WebApplication app, ControlPlaneWorld world)
    {
        _app = app;
        World = world;
        Http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = LoopbackCertificate.Trust },
        });
        Transport = new HttpClientTransport(Http);
    }

    internal ControlPlaneWorld World { get; }

    internal HttpClient Http { get; }

    internal HttpPipelineTransport Transport { get; }

    internal Uri Address { get; private set; } = new("https://localhost");

    /// <summary>What clients did that Azure would not understand; a test fails by it.</summary>
    internal List<string> Violations { get; } = [];

    /// <summary>Method and path of every request, in order.</summary>
    internal List<string> Requests { get; } = [];

    internal static async Task<ControlPlaneServer> StartAsync(ControlPlaneWorld world)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(
            IPAddress.Loopback, port: 0, listen => listen.UseHttps(LoopbackCertificate.Certificate).Protocols = HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        ControlPlaneServer server = new(app, world);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = new Uri(app.Urls.Single());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Reply reply;
        lock (_lock)
        {
            Requests.Add($"{context.Request.Method} {context.Request.Path}");
            reply = Answer(context.Request, body.ToArray());
        }

        if (reply.Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach ((string name, string value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.Body is not null)
        {
            await context.Response.WriteAsJsonAsync(reply.Body, Json);
        }
    }

    private Reply Answer(HttpRequest request, byte[] body)
    {
        string path = request.Path.Value ?? string.Empty;
        Behaviour? behaviour = ControlPlaneBehaviours.All.FirstOrDefault(
            row => row.Method == request.Method && row.Match(path).Success);
        if (behaviour is null)
        {
            Violations.Add($"{request.Method} {path} is not known.");
            return Reply.Error(404, "InvalidResourceType", $"The resource type could not be found for '{path}'.");
        }

        string version = request.Query["api-version"].ToString();
        if (!behaviour.ApiVersions.Contains(version, StringComparer.Ordinal))
        {
            Violations.Add($"{request.Method} {path}: api-version '{version}'.");
            return Reply.Error(
                400, "InvalidApiVersionParameter", $"The api-version '{version}' is invalid. The supported versions are '{string.Join(", ", behaviour.ApiVersions)}'.");
        }

        if (TokenProblem(behaviour, request.Headers.Authorization.ToString()) is { } problem)
        {
            Violations.Add($"{request.Method} {path}: {problem}");
            return Reply.Error(401, "AuthenticationFailed", $"Authentication failed. The 'Authorization' header is {problem}.");
        }

        JsonElement json = body.Length == 0 ? default : JsonElement.Parse(body);
        if (body.Length > 0 && request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            Violations.Add($"{request.Method} {path}: content type '{request.ContentType}'.");
        }

        Call call = new(behaviour, behaviour.Match(path), request.Query, json, Address.GetLeftPart(UriPartial.Authority));
        try
        {
            return World.Disturb(call) ?? behaviour.Answer(World, call);
        }
        catch (BadCallException bad)
        {
            Violations.Add($"{request.Method} {path}: {bad.Message}");
            return Reply.Error(400, "InvalidParameter", bad.Message);
        }
    }

    private static string? TokenProblem(Behaviour behaviour, string header) =>
        behaviour.Token is null ? (header.Length == 0 ? null : "present")
        : header == $"Bearer {TestCredential.TokenFor(behaviour.Token + "/.default")}" ? null
        : "missing or invalid";
}
