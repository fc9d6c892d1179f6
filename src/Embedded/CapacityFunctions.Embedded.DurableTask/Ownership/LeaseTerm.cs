using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// How long a lease is sure to last. It counts from before the request that got it, and by two clocks, of which the faster one
/// counts: the monotonic one stands still while some machines sleep, the wall clock may be set back.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeaseTerm
{
    /// <summary>Two machines' clocks don't run at exactly the same speed.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly long _timestamp;
    private readonly DateTimeOffset _wall;
    private readonly TimeSpan _length;

    private LeaseTerm(TimeSpan length)
    {
        _timestamp = Stopwatch.GetTimestamp();
        _wall = TimeProvider.System.GetUtcNow();
        _length = length;
    }

    /// <summary>True for the default value, too.</summary>
    public bool IsOver
    {
        get
        {
            TimeSpan wall = TimeProvider.System.GetUtcNow() - _wall;
            TimeSpan monotonic = Stopwatch.GetElapsedTime(_timestamp);
            return (wall > monotonic ? wall : monotonic) >= _length - Margin;
        }
    }

    /// <summary>To be called before the request.</summary>
    public static LeaseTerm BeginNow(TimeSpan length) => new(length);
}
