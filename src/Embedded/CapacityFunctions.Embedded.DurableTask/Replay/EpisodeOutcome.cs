namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>What one run of the orchestrator's code led to.</summary>
/// <param name="Actions">What it asked for in the new episode, by id.</param>
/// <param name="OpenTasks">Ids, over the whole execution, of tasks and timers that are still awaited.</param>
/// <param name="CustomStatus">As it is now: JSON or null.</param>
/// <param name="IsSuspended">Whether events are being held back.</param>
/// <param name="Completion">Set when the instance has ended.</param>
/// <param name="Continuation">Set when it starts over.</param>
internal sealed record EpisodeOutcome(
    IReadOnlyList<ScheduledAction> Actions,
    IReadOnlySet<int> OpenTasks,
    string? CustomStatus,
    bool IsSuspended,
    Completion? Completion,
    Continuation? Continuation)
{
    public static EpisodeOutcome Ended(Completion completion, string? customStatus) =>
        new([], new HashSet<int>(), customStatus, IsSuspended: false, completion, Continuation: null);
}

/// <summary>What the next execution of the same instance begins with.</summary>
/// <param name="Input">JSON or null.</param>
/// <param name="Version">Null keeps the version.</param>
/// <param name="CarriedEvents">Events that nothing waited for, oldest first; empty when they were to be dropped.</param>
internal sealed record Continuation(string? Input, string? Version, IReadOnlyList<EventRaised> CarriedEvents);
