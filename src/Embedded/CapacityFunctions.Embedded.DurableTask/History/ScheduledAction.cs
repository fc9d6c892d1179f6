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
    /// <summary>Kind and name, for people.</summary>
    [JsonIgnore]
    public abstract string Step { get; }

    /// <summary>Of one kind and name: what a replay must repeat. Builds no text: it is asked for every step of every replay.</summary>
    public bool IsSameStep(ScheduledAction other) =>
        GetType() == other.GetType() && IsNamed(other.StepName);

    public bool IsNamed(string name) => string.Equals(StepName, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of what is called or sent; empty for a timer.</summary>
    [JsonIgnore]
    protected abstract string StepName { get; }
}

internal sealed record ActivityScheduled(int Id, string Name, string? Input) : ScheduledAction(Id)
{
    public override string Step => $"activity '{Name}'";

    protected override string StepName => Name;
}

/// <param name="Id">Position in the execution.</param>
/// <param name="FireAt">UTC.</param>
internal sealed record TimerCreated(int Id, DateTime FireAt) : ScheduledAction(Id)
{
    public override string Step => "a timer";

    protected override string StepName => string.Empty;
}

internal sealed record SubOrchestrationScheduled(int Id, string Name, string InstanceId, string? Input, string? Version)
    : ScheduledAction(Id)
{
    public override string Step => $"sub-orchestration '{Name}'";

    protected override string StepName => Name;
}

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Payload) : ScheduledAction(Id)
{
    public override string Step => $"sending event '{Name}'";

    protected override string StepName => Name;
}
