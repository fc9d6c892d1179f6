using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

public sealed class NotingMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!string.Equals(context.FunctionDefinition.Name, nameof(HttpFunctions.Ordered), StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        journal.Add("class before");
        await next(context);
        journal.Add("class after");
    }
}
