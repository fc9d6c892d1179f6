using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Keys;
using CapacityFunctions.Embedded.Functions.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Maps the routes of the app and of its administration.</summary>
internal static class HttpPipeline
{
    private static readonly string[] KeyMethods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete];

    /// <exception cref="HostConfigurationException">A route is malformed, or two functions would answer the same requests.</exception>
    public static void Map(WebApplication app, FunctionCatalog catalog)
    {
        AddHeaders(app, app.Services.GetRequiredService<HostJson>().CustomHeaders);
        app.UseRouting();
        app.Use(AnswerNotFoundUnlessMapped);

        RouteClaims claims = new();
        RequestThrottle throttle = app.Services.GetRequiredService<RequestThrottle>();
        HttpFunctionEndpoint endpoint = app.Services.GetRequiredService<HttpFunctionEndpoint>();
        IReadOnlyDictionary<string, AuthorizationLevel> levels = HttpFunctionMetadata.Levels(catalog, app.Services.GetServices<IFunctionMetadataTransformer>());
        foreach ((FunctionDescriptor function, FunctionTrigger.Http trigger) in catalog.Having<FunctionTrigger.Http>())
        {
            RoutePattern pattern = claims.Add(function.Name, trigger);
            AuthorizationLevel level = levels[function.Name];
            RequestDelegate handler = http => throttle.RunAsync(http, admitted => endpoint.HandleAsync(admitted, function, level));
            IEndpointConventionBuilder route = trigger.Methods.Count == 0
                ? app.Map(pattern, handler)
                : app.MapMethods(pattern.RawText!, trigger.Methods, handler);
            route.WithMetadata(Mapped.Instance);
        }

        TimerService timers = app.Services.GetRequiredService<TimerService>();
        KeyAuthorizer keys = app.Services.GetRequiredService<KeyAuthorizer>();
        app.MapPost("/admin/functions/{name}", http => FireTimerAsync(http, timers, keys)).WithMetadata(Mapped.Instance);

        KeyAdministration administration = app.Services.GetRequiredService<KeyAdministration>();
        app.MapMethods("/admin/functions/{name}/keys/{key?}", KeyMethods, administration.HandleAsync).WithMetadata(Mapped.Instance);
        app.MapMethods("/admin/host/{scope}/{key?}", KeyMethods, administration.HandleAsync).WithMetadata(Mapped.Instance);
    }

    private static void AddHeaders(WebApplication app, IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                foreach ((string name, string value) in headers)
                {
                    http.Response.Headers.TryAdd(name, value);
                }

                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    /// <summary>The real host knows no 405: a wrong method is a route that does not exist.</summary>
    private static Task AnswerNotFoundUnlessMapped(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Mapped>() is not null)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task FireTimerAsync(HttpContext http, TimerService timers, KeyAuthorizer keys)
    {
        if (await keys.AdmitAsync(http, AuthorizationLevel.Admin, functionName: null))
        {
            bool known = timers.TryFire((string)http.Request.RouteValues["name"]!);
            http.Response.StatusCode = known ? StatusCodes.Status202Accepted : StatusCodes.Status404NotFound;
        }
    }

    /// <summary>Marks the endpoints that were mapped here, as opposed to those that routing makes to refuse a request.</summary>
    private sealed class Mapped
    {
        public static Mapped Instance { get; } = new();
    }
}
