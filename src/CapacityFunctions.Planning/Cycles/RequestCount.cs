using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>How many requests of a cycle ended so.</summary>
public sealed record RequestCount(RequestOutcome Outcome, int Count);
