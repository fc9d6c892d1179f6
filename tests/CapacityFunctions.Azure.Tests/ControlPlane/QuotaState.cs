namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A family's quota in the quota group of the stand-in. Subscriptions have none of their own: their limit is what they got from the group.</summary>
internal sealed class QuotaState(string resourceName, long limit)
{
    internal string ResourceName { get; } = resourceName;

    internal long Limit { get; set; } = limit;

    /// <summary>Limits of subscriptions, in cores.</summary>
    internal Dictionary<string, long> Allocated { get; } = [];

    /// <summary>Cores in use, by subscription: no limit falls below them.</summary>
    internal Dictionary<string, long> InUse { get; } = [];

    /// <summary>Changes of subscriptions' limits: the newest of each.</summary>
    internal Dictionary<string, QuotaOperation> Operations { get; } = [];

    /// <summary>Set by operations when they end.</summary>
    internal string? Rejection { get; set; }

    /// <summary>Carries out what is due, or says why not.</summary>
    internal void Settle(DateTimeOffset now)
    {
        foreach ((string subscription, QuotaOperation operation) in Operations.Where(entry => !entry.Value.HasEnded && entry.Value.ReadyAt <= now).ToArray())
        {
            long before = Allocated.GetValueOrDefault(subscription);
            string? error = Rejection
                ?? (operation.Limit < before && operation.Limit < InUse.GetValueOrDefault(subscription) ? $"{InUse[subscription]} cores are in use." : null)
                ?? (operation.Limit - before > Limit - Allocated.Values.Sum() ? "The group has no more quota to hand out." : null);
            Operations[subscription] = operation with { HasEnded = true, Error = error };
            if (error is null)
            {
                Allocated[subscription] = operation.Limit;
            }
        }
    }
}
