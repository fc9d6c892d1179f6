namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>The score of one model's forecast at one origin of one series.</summary>
/// <param name="Series">Number of the series.</param>
/// <param name="Origin">Step of the series at which it was made.</param>
/// <param name="Score">What it was worth.</param>
public sealed record OriginScore(int Series, int Origin, ForecastScore Score);
