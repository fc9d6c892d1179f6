namespace CapacityFunctions.Tests.Previews;

/// <summary>A clock that runs from an instant of the test's choice and can be moved on; timers stay real, so that engines wait as ever.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _offset = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Sets the clock; it runs on from there.</summary>
    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref _offset, (instant - System.GetUtcNow()).Ticks);
}
