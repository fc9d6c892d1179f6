namespace CapacityFunctions.Planning.Accuracy;

/// <summary>Usage in one step of a grid.</summary>
/// <param name="At">When the step begins; UTC.</param>
/// <param name="Value">In resource units.</param>
public sealed record UsageStep(DateTimeOffset At, double Value);
