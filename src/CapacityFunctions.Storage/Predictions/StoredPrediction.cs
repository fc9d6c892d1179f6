using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>A prediction and the error samples behind its intervals, which adding accounts up needs.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="ErrorSamples">The caller's own format; at most 512 KiB; empty when there are none.</param>
public sealed record StoredPrediction(WorkloadPrediction Prediction, ReadOnlyMemory<byte> ErrorSamples);
