namespace CapacityFunctions.Planning.Accounts;

/// <summary>What one account may count on, and may take, of one resource type; in resource units.</summary>
/// <param name="GuaranteedMinimum">Units the account gets even under contention; 0 or more.</param>
/// <param name="Maximum">Units it never exceeds; null when nothing bounds it; not below the guarantee.</param>
/// <param name="Lendable">Units of the guarantee that others may use while the account does not need them; 0 to the guarantee.</param>
public sealed record ResourceLimits(decimal GuaranteedMinimum = 0, decimal? Maximum = null, decimal Lendable = 0)
{
    public static ResourceLimits None { get; } = new();
}
