using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>What came of one series.</summary>
/// <param name="Source">The series.</param>
/// <param name="Model">The chosen model.</param>
/// <param name="Forecast">Its forecast.</param>
/// <param name="Seconds">Time that training and forecast took.</param>
internal sealed record SeriesForecast(UsageSeries Source, TrainedModel Model, Forecast Forecast, double Seconds);
