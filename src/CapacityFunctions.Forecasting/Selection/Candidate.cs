using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>A method with its forecasts at the origins and their score.</summary>
internal sealed record Candidate(IForecastMethod Method, OriginForecasts Past, RowScore Score);
