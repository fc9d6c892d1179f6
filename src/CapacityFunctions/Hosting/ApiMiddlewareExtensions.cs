using CapacityFunctions.Api;
using CapacityFunctions.Api.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace CapacityFunctions.Hosting;

/// <summary>What stands around every endpoint.</summary>
public static class ApiMiddlewareExtensions
{
    /// <summary>From the outside in: each sees what those after it answer.</summary>
    public static IFunctionsWorkerApplicationBuilder UseCapacityApi(this IFunctionsWorkerApplicationBuilder builder) => builder
        .UseMiddleware<ProblemMiddleware>()
        .UseMiddleware<AccessMiddleware>();
}
