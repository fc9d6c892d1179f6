using CapacityFunctions.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Dashboard;

/// <summary>The page that operators look at. Its files hold no data and no secret: what it shows it asks for with the caller's key or identity.</summary>
public sealed class DashboardFunctions
{
    private const string View = "view";

    /// <summary>The page, for whoever comes with a key or an identity.</summary>
    [Function("GetDashboard")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/html")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dashboard")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        return new DashboardFileResult(DashboardFiles.Index);
    }

    /// <summary>The files of the page; <c>view</c> is the page itself, which asks for a key: where it goes when it has taken the key out of its address.</summary>
    [Function("GetDashboardFile")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/html", "text/javascript", "text/css", "image/svg+xml")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public IActionResult GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file}")] HttpRequest request, string file)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (string.Equals(file, View, StringComparison.Ordinal))
        {
            return new DashboardFileResult(DashboardFiles.View);
        }

        return DashboardFiles.TryFind(file, out DashboardFile? found)
            ? new DashboardFileResult(found)
            : Problem.NotFound($"The dashboard has no file '{file}'.");
    }
}
