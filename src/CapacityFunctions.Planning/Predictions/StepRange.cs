namespace CapacityFunctions.Planning.Predictions;

/// <summary>Consecutive steps of one prediction.</summary>
/// <param name="Horizon">Which prediction.</param>
/// <param name="First">The first step, from 0.</param>
/// <param name="Count">How many; at least 1.</param>
public sealed record StepRange(ForecastHorizon Horizon, int First, int Count);
