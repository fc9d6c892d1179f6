using System.Security.Claims;

namespace CapacityFunctions.Embedded.Functions.Keys;

internal abstract record KeyOutcome
{
    private KeyOutcome()
    {
    }

    /// <param name="Caller">Null for a caller without a key, where none is needed.</param>
    public sealed record Accepted(ClaimsPrincipal? Caller) : KeyOutcome;

    public sealed record Rejected : KeyOutcome;

    /// <summary>The keys can't be read, so nobody can be told from anybody else.</summary>
    public sealed record Unavailable : KeyOutcome;
}
