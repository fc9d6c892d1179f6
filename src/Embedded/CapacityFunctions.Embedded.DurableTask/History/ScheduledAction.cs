using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Something that the orchestrator's code asked for. Ids count from 0 in each execution, over all kinds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "sub")]
[JsonDerivedType(typeof(EventSent), "send")]
internal abstract record ScheduledAction(int Id)
{
    /// <summary>Kind and name: what a replay must repeat.</summary>
    [JsonIgnore]
    public abstract string Step { get; }
}

internal sealed record ActivityScheduled(int Id, string Name, string? Input) : ScheduledAction(Id)
{
    public override string Step => $"activity '{Name}'";
}

/// <param name="Id">Position in the execution.</param>
/// <param name="FireAt">UTC.</param>
internal sealed record TimerCreated(int Id, DateTime FireAt) : ScheduledAction(Id)
{
    public override string Step => "a timer";
}

internal sealed record SubOrchestrationScheduled(int Id, string Name, string InstanceId, string? Input, string? Version)
    : ScheduledAction(Id)
{
    public override string Step => $"sub-orchestration '{Name}'";
}

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Payload) : ScheduledAction(Id)
{
    public override string Step => $"sending event '{Name}'";
}
