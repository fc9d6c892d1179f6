namespace CapacityFunctions.Storage.Ledger;

/// <summary>What a provider did with a request for an absolute quantity.</summary>
public abstract record ProviderOutcome
{
    private ProviderOutcome()
    {
    }

    /// <param name="Quantity">Units held now: what was asked for.</param>
    public sealed record Applied(decimal Quantity) : ProviderOutcome;

    /// <param name="Quantity">Units held now: less than was asked for.</param>
    /// <param name="Reason">The provider's words.</param>
    public sealed record Reduced(decimal Quantity, string Reason) : ProviderOutcome;

    /// <summary>Nothing changed.</summary>
    /// <param name="Reason">The provider's words.</param>
    public sealed record Refused(string Reason) : ProviderOutcome;
}
