using System.Diagnostics;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// Spans of orchestrations and activities, by the source, the names and the tags of the real SDK. Only the engine begins and ends them, so a replay writes none:
/// an orchestration is one span from its first episode in this process to its end.
/// </summary>
internal static class DurableTraces
{
    private static readonly ActivitySource Source = new("Microsoft.DurableTask");

    /// <summary>The request to start an orchestration; what it starts is its child.</summary>
    public static Activity? BeginCreation(string name, string instanceId) =>
        Begin($"create_orchestration:{name}", ActivityKind.Producer, Activity.Current?.Context ?? default, "orchestration", name, instanceId);

    /// <param name="start">What the execution began with; it names the trace.</param>
    public static Activity? BeginOrchestration(ExecutionStart start)
    {
        _ = ActivityContext.TryParse(start.TraceParent, start.TraceState, isRemote: true, out ActivityContext parent);
        return Detached(() => Begin($"orchestration:{start.Name}", ActivityKind.Server, parent, "orchestration", start.Name, start.InstanceId));
    }

    public static Activity? BeginActivity(string name, int taskId, string instanceId, ActivityContext parent)
    {
        Activity? span = Begin($"activity:{name}", ActivityKind.Server, parent, "activity", name, instanceId);
        span?.SetTag("durabletask.task.task_id", taskId);
        return span;
    }

    /// <summary>The W3C <c>traceparent</c> of a context; null for none.</summary>
    public static string? Name(ActivityContext context) => context.TraceId == default
        ? null
        : $"00-{context.TraceId}-{context.SpanId}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";

    public static void Fail(this Activity? span, string reason) => span?.SetStatus(ActivityStatusCode.Error, reason);

    private static Activity? Begin(string title, ActivityKind kind, ActivityContext parent, string type, string name, string instanceId)
    {
        // Without a listener this is one comparison.
        if (!Source.HasListeners())
        {
            return null;
        }

        TagList tags = new()
        {
            { "durabletask.type", type },
            { "durabletask.task.name", name },
            { "durabletask.task.instance_id", instanceId },
        };
        return Source.StartActivity(kind, parent, tags, links: null, startTime: default, title);
    }

    /// <summary>A span that outlives the call must not stay the current one of its caller, nor have that as its parent.</summary>
    private static Activity? Detached(Func<Activity?> begin)
    {
        Activity? outer = Activity.Current;
        Activity.Current = null;
        Activity? span = begin();
        Activity.Current = outer;
        return span;
    }
}
