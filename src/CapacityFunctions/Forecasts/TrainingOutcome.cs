using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Forecasts;

/// <summary>A trained model.</summary>
/// <param name="Model">The model.</param>
/// <param name="FallbackReason">Why it is the fallback and not the best of all; null normally.</param>
/// <param name="LearnedFailure">Why the methods that learned over many series were left out; null normally.</param>
public sealed record TrainingOutcome(TrainedModel Model, string? FallbackReason, string? LearnedFailure = null);
