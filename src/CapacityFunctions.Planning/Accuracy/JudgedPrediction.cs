using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>A prediction and what its outcomes add up to.</summary>
/// <param name="Horizon">Which one.</param>
/// <param name="Model">The model that made it.</param>
/// <param name="Sums">Its outcomes.</param>
public sealed record JudgedPrediction(ForecastHorizon Horizon, string Model, OutcomeSums Sums);
