namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>No instance has that id. (The Azure client throws an RpcException with status NotFound.)</summary>
public sealed class InstanceNotFoundException : InvalidOperationException
{
    public InstanceNotFoundException(string instanceId)
        : base($"There is no orchestration instance '{instanceId}'.")
    {
        InstanceId = instanceId;
    }

    public string InstanceId { get; }
}
