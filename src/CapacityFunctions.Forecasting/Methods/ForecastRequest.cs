namespace CapacityFunctions.Forecasting.Methods;

/// <param name="Horizon">Steps to forecast, at least 1.</param>
/// <param name="Regressors">External inputs over exactly these steps; null for a model fitted without.</param>
public sealed record ForecastRequest(int Horizon, RegressorMatrix? Regressors = null);
