using Azure.Core;
using Azure.Core.Pipeline;

namespace CapacityFunctions.Storage.Health;

/// <summary>How far this machine's clock is from storage's, by the dates in the answers that come anyway.</summary>
public sealed class StorageClock : HttpPipelineSynchronousPolicy
{
    private readonly TimeProvider _machine;
    private object? _skew;

    /// <param name="machine">The machine's clock, which is not the app's where that is shifted.</param>
    public StorageClock(TimeProvider machine) => _machine = machine;

    /// <summary>Machine minus storage, to the second and the time that an answer travels; positive where the machine is ahead. Null before the first answer.</summary>
    public TimeSpan? Skew => (TimeSpan?)Volatile.Read(ref _skew);

    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.HasResponse && message.Response.Headers.Date is { } date)
        {
            Record(date);
        }
    }

    /// <summary>Takes the date of an answer that has just come.</summary>
    public void Record(DateTimeOffset date) => Volatile.Write(ref _skew, _machine.GetUtcNow() - date);
}
