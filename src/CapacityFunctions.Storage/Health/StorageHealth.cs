using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Health;

/// <summary>Asks storage for one row.</summary>
public sealed class StorageHealth
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private readonly StorageConnection _connection;
    private readonly TimeProvider _time;

    internal StorageHealth(StorageConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Answers within about 3 seconds; throws only when the caller cancels.</summary>
    public async Task<StorageHealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource limit = new(Limit, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            TableClient table = await _connection.TableAsync(StorageTable.Accounts, either.Token);
            await table.FindAsync("health", "health", either.Token);
            return new StorageHealthReport(IsHealthy: true, Reason: null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Unhealthy($"it did not answer within {Limit.TotalSeconds:0} seconds.");
        }
        catch (Exception outage) when (Cause(outage) is RequestFailedException or AuthenticationFailedException)
        {
            return Unhealthy(Cause(outage).Message);
        }
    }

    /// <summary>The client wraps what every one of its tries met into one exception.</summary>
    private static Exception Cause(Exception outage) => outage is AggregateException { InnerExceptions: [.., var last] } ? last : outage;

    private static StorageHealthReport Unhealthy(string reason) =>
        new(IsHealthy: false, $"Storage is not reachable: {reason.Split('\n', 2)[0].Trim()}");
}
