using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>The method or combination that forecasts from now on.</summary>
/// <param name="Members">Methods and weights, which sum to 1; best first.</param>
/// <param name="Rows">What it would have forecast at the origins.</param>
/// <param name="Score">Its score there.</param>
internal sealed record Choice(IReadOnlyList<(IForecastMethod Method, double Weight)> Members, OriginRow[] Rows, RowScore Score);
