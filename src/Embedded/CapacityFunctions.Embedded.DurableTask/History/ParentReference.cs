namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The task of another orchestration that waits for this instance.</summary>
internal sealed record ParentReference(string Name, string InstanceId, string ExecutionId, int TaskId);
