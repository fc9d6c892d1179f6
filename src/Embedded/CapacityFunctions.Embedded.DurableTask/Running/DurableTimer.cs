namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Calls back once, at or after a moment; what makes it durable is that history tells when to set it again.</summary>
internal sealed class DurableTimer : IDisposable
{
    /// <summary>System timers can't wait for longer than 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _fireAt;
    private readonly Action _fire;
    private readonly ITimer _timer;

    public DurableTimer(TimeProvider time, DateTimeOffset fireAt, Action fire)
    {
        _time = time;
        _fireAt = fireAt;
        _fire = fire;
        _timer = time.CreateTimer(static self => ((DurableTimer)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetTimer();
    }

    public void Dispose() => _timer.Dispose();

    private void Wake()
    {
        if (_time.GetUtcNow() < _fireAt)
        {
            SetTimer();
        }
        else
        {
            _fire();
        }
    }

    private void SetTimer()
    {
        TimeSpan wait = _fireAt - _time.GetUtcNow();
        if (wait > LongestWait)
        {
            wait = LongestWait;
        }

        // A system timer counts whole milliseconds and may be early by a part of one.
        _timer.Change(
            wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)),
            Timeout.InfiniteTimeSpan);
    }
}
