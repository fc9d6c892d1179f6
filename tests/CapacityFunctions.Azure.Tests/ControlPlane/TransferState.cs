namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A quota transfer of the stand-in.</summary>
internal sealed class TransferState(string recipient, string resourceName, long amount)
{
    internal string Recipient { get; } = recipient;

    internal string ResourceName { get; } = resourceName;

    internal long Amount { get; } = amount;

    internal string Status { get; set; } = "Pending";
}
