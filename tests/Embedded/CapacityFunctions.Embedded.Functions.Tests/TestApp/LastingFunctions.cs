using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>Functions that take their time, and note what becomes of them.</summary>
public sealed class LastingFunctions(Journal journal, Gate gate, NotedScope scope) : IAsyncDisposable
{
    [Function("Gated")]
    public async Task<string> GatedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        journal.Add($"gated begins {scope is not null}");
        await gate.PassAsync();
        return "passed";
    }

    [Function("Patient")]
    public async Task PatientAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        journal.Add("patient begins");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Add("patient cancelled");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        journal.Add("instance disposed");
    }
}
