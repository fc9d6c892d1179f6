namespace CapacityFunctions.Azure.Quotas;

/// <summary>The quota that a group of subscriptions has of one family.</summary>
/// <param name="ResourceName">The family, as <c>standardddv4family</c>.</param>
/// <param name="Limit">Cores that the group was given in all.</param>
/// <param name="Available">Cores that are not handed out yet.</param>
/// <param name="Allocated">Cores that each subscription got from the group; below 0 where it gave some of its own.</param>
public sealed record QuotaGroupLimit(
    string ResourceName, long Limit, long Available, IReadOnlyDictionary<string, long> Allocated);
