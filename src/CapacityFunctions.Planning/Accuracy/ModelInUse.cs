using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>The model that predicts now.</summary>
/// <param name="Horizon">For which horizon.</param>
/// <param name="Model">Its name.</param>
/// <param name="Drift">Why its forecasts are found to have become worse; null when they are not.</param>
public sealed record ModelInUse(ForecastHorizon Horizon, string Model, string? Drift);
