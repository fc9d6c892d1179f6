using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Cli.Http;

/// <summary>The parts of a consolidated forecast that the table shows.</summary>
internal sealed record GroupForecastAnswer(
    string Model, string Confidence, IReadOnlyList<double> Mean, IReadOnlyList<PredictionInterval> Intervals);
