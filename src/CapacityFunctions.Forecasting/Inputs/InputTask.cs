using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>What is trained.</summary>
/// <param name="Series">The history.</param>
/// <param name="Horizon">What the model is for.</param>
/// <param name="Periods">Seasons used, ascending.</param>
/// <param name="Options">Settings of the engine.</param>
/// <param name="Bounds">Of the history.</param>
/// <param name="Unit">In-sample error of seasonal naive, above 0.</param>
/// <param name="Grid">The clock on the wall; null for UTC.</param>
internal sealed record InputTask(
    TimeSeries Series, HorizonSpec Horizon, IReadOnlyList<int> Periods, PredictionOptions Options, ForecastBounds Bounds, double Unit, LocalGrid? Grid);
