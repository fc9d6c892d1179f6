namespace CapacityFunctions.Azure.Options;

/// <summary>The quota group in which allocations become limits of the accounts' subscriptions.</summary>
public sealed class QuotaGroupOptions
{
    /// <summary>The management group that it belongs to.</summary>
    public string? ManagementGroup { get; set; }

    /// <summary>Its name; null: there is none.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The sizes whose allocation becomes quota, at most one of each family: a family's quota is one number, and could not keep two sizes apart.
    /// </summary>
    public IList<string> Sizes { get; } = [];

    internal bool IsUsed => !string.IsNullOrEmpty(Name);
}
