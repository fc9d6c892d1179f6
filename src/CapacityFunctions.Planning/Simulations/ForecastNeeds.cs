namespace CapacityFunctions.Planning.Simulations;

/// <summary>The probabilities at which policies look at forecasts.</summary>
/// <param name="Intervals">Ends of the intervals that rules name; ascending, each once.</param>
/// <param name="Decisions">Quantiles that are ordered as they are; ascending, each once.</param>
public sealed record ForecastNeeds(IReadOnlyList<double> Intervals, IReadOnlyList<double> Decisions);
