namespace CapacityFunctions.Planning.Reservations;

/// <summary>By how much a rule raises a reservation.</summary>
/// <param name="Kind">What the value means.</param>
/// <param name="Value">Percent (0 to 10,000), units, or ratio (0.01 to 100).</param>
public sealed record RuleIncrease(IncreaseKind Kind, decimal Value);
