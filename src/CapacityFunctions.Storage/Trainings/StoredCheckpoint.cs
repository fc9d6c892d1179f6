namespace CapacityFunctions.Storage.Trainings;

/// <summary>A training that was put aside.</summary>
/// <param name="Share">Share of the work that was done by then, 0 to 1.</param>
/// <param name="State">The learner's own format, of any size.</param>
public sealed record StoredCheckpoint(double Share, ReadOnlyMemory<byte> State);
