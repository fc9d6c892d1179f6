using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api.Access;

/// <summary>Finds out who calls, and refuses what the caller may not do.</summary>
internal sealed class AccessMiddleware(EndpointCatalog endpoints, CallerReader callers, ILogger<AccessMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>What browsers say of requests that pages of others make; they carry the cookie by which the platform knows who is signed in.</summary>
    private static readonly string[] CrossSite = ["cross-site", "same-site"];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        Endpoint endpoint = endpoints.Of(context);
        Caller caller = callers.Read(http.Request, isKeyChecked: !endpoint.IsPublic);
        http.Features.Set(caller);
        if (!endpoint.IsRead && CrossSite.Contains(http.Request.Headers["Sec-Fetch-Site"].ToString(), StringComparer.OrdinalIgnoreCase))
        {
            context.Answer(Problem.Of(ProblemTypes.CrossSiteRequest, "Changes are asked for from the app's own page, or by a program."));
            return Task.CompletedTask;
        }

        if (endpoint.IsPublic || caller.Role >= endpoint.RequiredRole)
        {
            return next(context);
        }

        context.Answer(Refusal(http, endpoint, caller));
        return Task.CompletedTask;
    }

    private ObjectResult Refusal(HttpContext http, Endpoint endpoint, Caller caller)
    {
        if (caller == Caller.Anonymous)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Of(ProblemTypes.AuthenticationRequired, "Sign in: this app takes requests only with an identity that App Service authentication vouches for.");
        }

        AccessLog.Refused(logger, caller.Name, endpoint.Name, endpoint.RequiredRole);
        return Problem.Of(
            ProblemTypes.RoleRequired,
            $"This needs the role {endpoint.RequiredRole}; '{caller.Name}' has {(caller.Role is { } role ? $"the role {role}" : "no role of this app")}.");
    }
}
