namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Another engine has written to an instance that this one runs: two processes use one hub.</summary>
public sealed class HubOwnershipException : InvalidOperationException
{
    public HubOwnershipException(string instanceId)
        : base($"Another process has written history of instance '{instanceId}'. Two hosts must not use one hub: stop one of them.")
    {
    }
}
