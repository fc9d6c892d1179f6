using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.SampleApp;

public sealed class SlowFunction(ILogger<SlowFunction> logger)
{
    [Function("Slow")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        logger.LogInformation("slow begins");
        await Task.Delay(TimeSpan.FromSeconds(2), request.HttpContext.RequestAborted);
        return new OkObjectResult("done");
    }
}
