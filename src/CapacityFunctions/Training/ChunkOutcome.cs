namespace CapacityFunctions.Training;

/// <summary>How far a training is after a chunk.</summary>
/// <param name="IsComplete">Whether the model is learned.</param>
/// <param name="Share">Share of the work that is done, 0 to 1.</param>
public sealed record ChunkOutcome(bool IsComplete, double Share);
