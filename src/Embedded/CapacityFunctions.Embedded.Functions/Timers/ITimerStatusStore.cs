namespace CapacityFunctions.Embedded.Functions.Timers;

internal interface ITimerStatusStore
{
    /// <returns>Null when the timer has no status.</returns>
    Task<TimerStatus?> ReadAsync(string functionName, CancellationToken cancellationToken);

    Task WriteAsync(string functionName, TimerStatus status, CancellationToken cancellationToken);
}
