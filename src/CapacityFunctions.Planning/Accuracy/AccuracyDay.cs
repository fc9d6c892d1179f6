namespace CapacityFunctions.Planning.Accuracy;

/// <summary>The outcomes that were judged on one day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Sums">What they add up to.</param>
public sealed record AccuracyDay(DateOnly Day, OutcomeSums Sums);
