using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Providers;

/// <summary>What a provider did with a request for an absolute quantity.</summary>
public abstract record ProviderOutcome
{
    private ProviderOutcome()
    {
    }

    /// <param name="Quantity">Units held now: what was asked for.</param>
    public sealed record Applied(decimal Quantity) : ProviderOutcome;

    /// <param name="Quantity">Units held now: less than was asked for, and no less than before.</param>
    /// <param name="Failure">Why not all of it.</param>
    public sealed record Reduced(decimal Quantity, ProviderFailure Failure) : ProviderOutcome;

    /// <summary>What was held before is held still.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Refused(ProviderFailure Failure) : ProviderOutcome;

    /// <summary>Accepted and under way. Asked again with the same request id, the provider tells how it ended.</summary>
    /// <param name="Quantity">Units that will be held.</param>
    /// <param name="ReadyAt">When it is expected to end; null where the provider does not say.</param>
    public sealed record Pending(decimal Quantity, DateTimeOffset? ReadyAt) : ProviderOutcome;
}
