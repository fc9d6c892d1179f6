namespace CapacityFunctions.Planning.Predictions;

/// <summary>How a model did out of sample on one series.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Score">Scaled pinball loss; below 1 is better than seasonal naive's typical error, 0 is perfect.</param>
public sealed record ModelScore(string Model, double Score);
