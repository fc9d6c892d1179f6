using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Something that happened outside the orchestrator's code and that an episode handles.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(TaskSucceeded), "done")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(TimerFired), "timer")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspend")]
[JsonDerivedType(typeof(ExecutionResumed), "resume")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminate")]
[JsonDerivedType(typeof(ReplayRefused), "refused")]
internal abstract record IncomingEvent;

/// <summary>An activity or a sub-orchestration returned; the result is JSON or null.</summary>
internal sealed record TaskSucceeded(int TaskId, string? Result) : IncomingEvent;

internal sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : IncomingEvent;

internal sealed record TimerFired(int TaskId) : IncomingEvent;

/// <param name="Name">Compared without regard to case.</param>
/// <param name="Payload">JSON or null.</param>
/// <param name="MessageId">Set when an orchestration sent it: one that arrives twice is handled once.</param>
internal sealed record EventRaised(string Name, string? Payload, string? MessageId = null) : IncomingEvent;

internal sealed record ExecutionSuspended(string? Reason) : IncomingEvent;

internal sealed record ExecutionResumed(string? Reason) : IncomingEvent;

/// <param name="Output">JSON or null; becomes the output.</param>
/// <param name="Recursive">Whether its sub-orchestrations end too.</param>
internal sealed record ExecutionTerminated(string? Output, bool Recursive) : IncomingEvent;

/// <summary>The orchestrator awaited something that isn't durable; noticed only after its episode had ended.</summary>
internal sealed record ReplayRefused(string Reason) : IncomingEvent;
