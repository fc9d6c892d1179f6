namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The instance has ended. (The Azure client throws an RpcException with status FailedPrecondition.)</summary>
public sealed class InstanceCompletedException : InvalidOperationException
{
    public InstanceCompletedException(string instanceId)
        : base($"The orchestration instance '{instanceId}' has ended.")
    {
        InstanceId = instanceId;
    }

    public string InstanceId { get; }
}
