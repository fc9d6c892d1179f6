using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What the provider was asked, and what it answered.</summary>
/// <param name="Zone">Where.</param>
/// <param name="RequestType">Whether more or less was asked for.</param>
/// <param name="Amount">By how many units.</param>
/// <param name="Target">How many it should then be.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Granted">Units held after it; null where that is not known.</param>
/// <param name="Answer">The provider's words; null where it gave none.</param>
/// <param name="ReadyAt">When a pending one is expected to end; null where that is not known.</param>
public sealed record RequestFacts(
    string Zone, RequestType RequestType, decimal Amount, decimal Target, RequestOutcome Outcome, decimal? Granted, string? Answer, DateTimeOffset? ReadyAt);
