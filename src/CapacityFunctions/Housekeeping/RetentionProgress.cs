namespace CapacityFunctions.Housekeeping;

/// <summary>What a step did.</summary>
/// <param name="Deleted">Rows that were found too old.</param>
/// <param name="Next">Where the next step begins; null when the run has ended.</param>
public sealed record RetentionProgress(int Deleted, RetentionStep? Next);
