using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Health;

/// <summary>Whether the system can do its work.</summary>
public sealed class HealthFunctions(StorageHealth storage, CycleStore cycles, TimeProvider time)
{
    /// <summary>Whether storage answers, and the newest cycle. Needs no key.</summary>
    [Function("GetHealth")]
    [ProducesResponseType<HealthReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<HealthReport>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        StorageHealthReport report = await storage.CheckAsync(cancellationToken);
        if (report.Reason is { } reason)
        {
            return new ObjectResult(new HealthReport("unhealthy", [reason], now, LatestCycle: null)) { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }

        Cycle? latest = await cycles.LatestAsync(cancellationToken);
        return new OkObjectResult(new HealthReport("healthy", [], now, latest is null ? null : $"{latest.Id} {latest.Status}"));
    }
}
