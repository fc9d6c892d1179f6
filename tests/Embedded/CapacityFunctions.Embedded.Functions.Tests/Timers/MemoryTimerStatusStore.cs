using Azure;
using CapacityFunctions.Embedded.Functions.Timers;

namespace CapacityFunctions.Embedded.Functions.Tests.Timers;

internal sealed class MemoryTimerStatusStore : ITimerStatusStore
{
    public TimerStatus? Status { get; set; }

    public bool IsDown { get; set; }

    public Task<TimerStatus?> ReadAsync(string functionName, CancellationToken cancellationToken) =>
        IsDown ? throw new RequestFailedException("down") : Task.FromResult(Status);

    public Task WriteAsync(string functionName, TimerStatus status, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new RequestFailedException("down");
        }

        Status = status;
        return Task.CompletedTask;
    }
}
