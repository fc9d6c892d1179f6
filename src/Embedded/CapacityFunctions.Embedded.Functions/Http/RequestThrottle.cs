using System.Threading.RateLimiting;
using CapacityFunctions.Embedded.Functions.Configuration;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Keeps the limits of host.json for requests to functions: so many at the same time, so many waiting; the rest is answered 429.</summary>
internal sealed class RequestThrottle : IDisposable
{
    private readonly ConcurrencyLimiter? _limiter;

    public RequestThrottle(HostJson host)
    {
        if (host.MaxConcurrentRequests is null && host.MaxOutstandingRequests is null)
        {
            return;
        }

        int outstanding = host.MaxOutstandingRequests ?? int.MaxValue;
        int concurrent = Math.Min(host.MaxConcurrentRequests ?? outstanding, outstanding);
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = concurrent,
            QueueLimit = outstanding - concurrent,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (_limiter is null)
        {
            await next(http);
            return;
        }

        using RateLimitLease lease = await _limiter.AcquireAsync(permitCount: 1, http.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(http);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }

    public void Dispose() => _limiter?.Dispose();
}
