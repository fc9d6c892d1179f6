namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Another process has the hub: two hosts must not run one hub.</summary>
public sealed class HubOwnershipException : InvalidOperationException
{
    public HubOwnershipException(string message)
        : base(message)
    {
    }

    internal static HubOwnershipException ForeignHistory(string instanceId) => new(
        $"Another process has written history of instance '{instanceId}'. Two hosts must not use one hub: stop one of them.");

    internal static HubOwnershipException StillHeld(string hub, string holder, TimeSpan waited) => new(
        $"Hub '{hub}' is held by {holder}, and has not become free within {waited.TotalSeconds:0.#} s. " +
        "Two hosts must not use one hub: stop that process, or give this one another hub name.");
}
