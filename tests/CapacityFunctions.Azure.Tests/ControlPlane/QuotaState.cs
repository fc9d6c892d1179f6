namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A family's quota in the quota group of the stand-in.</summary>
internal sealed class QuotaState(string resourceName, long limit)
{
    internal string ResourceName { get; } = resourceName;

    internal long Limit { get; set; } = limit;

    internal Dictionary<string, long> Allocated { get; } = [];

    /// <summary>Set by operations when they end.</summary>
    internal string? Rejection { get; set; }
}
