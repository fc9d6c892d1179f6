using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>How many forecasts of a cycle a model made.</summary>
public sealed record ForecastCount(string Model, ForecastHorizon Horizon, int Count);
