using CapacityFunctions.Api;
using CapacityFunctions.Api.Access;
using CapacityFunctions.Api.Audit;
using CapacityFunctions.Api.Content;
using CapacityFunctions.Api.Csv;
using CapacityFunctions.Api.Idempotency;
using CapacityFunctions.Api.Paging;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace CapacityFunctions.Hosting;

/// <summary>What stands around every endpoint.</summary>
public static class ApiMiddlewareExtensions
{
    /// <summary>From the outside in: each sees what those after it answer.</summary>
    public static IFunctionsWorkerApplicationBuilder UseCapacityApi(this IFunctionsWorkerApplicationBuilder builder) => builder
        .UseMiddleware<ProblemMiddleware>()
        .UseMiddleware<CompressionMiddleware>()
        .UseMiddleware<ConditionalGetMiddleware>()
        .UseMiddleware<AccessMiddleware>()
        .UseMiddleware<QueryMiddleware>()
        .UseMiddleware<RequestBodyMiddleware>()
        .UseMiddleware<CsvMiddleware>()
        .UseMiddleware<PagingMiddleware>()
        .UseMiddleware<AuditMiddleware>()
        .UseMiddleware<IdempotencyMiddleware>();
}
