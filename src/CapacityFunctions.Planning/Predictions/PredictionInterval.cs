namespace CapacityFunctions.Planning.Predictions;

/// <summary>Bounds between which demand falls with a stated probability, step by step.</summary>
/// <param name="Level">The probability, above 0 and below 1 (0.9: the 90 % interval).</param>
/// <param name="Lower">Lower bounds in resource units, one a step; 0 or more.</param>
/// <param name="Upper">Upper bounds in resource units, one a step; not below the lower ones.</param>
public sealed record PredictionInterval(double Level, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);
