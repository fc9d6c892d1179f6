using System.Collections.Concurrent;
using System.Diagnostics;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>Spans that end from now on, of the sources that the app exports.</summary>
internal sealed class Spans : IDisposable
{
    /// <summary>Of tests that listen to spans or look at what is sampled: one listener's answer counts for all.</summary>
    public const string Collection = "Spans";

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "CapacityFunctions" or "Microsoft.DurableTask" or "Microsoft.Azure.Functions.Worker" ||
                source.Name.StartsWith("Azure.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public void Dispose() => _listener.Dispose();
}
