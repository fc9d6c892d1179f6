using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>What a method or a combination would have forecast at the origins of a plan, and what came of it.</summary>
/// <param name="Forecasts">One an origin, before calibration.</param>
/// <param name="Rows">The same with the outcomes.</param>
internal sealed record OriginForecasts(PredictiveDistribution[] Forecasts, OriginRow[] Rows);
