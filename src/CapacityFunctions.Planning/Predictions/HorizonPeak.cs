namespace CapacityFunctions.Planning.Predictions;

/// <summary>The highest step of one prediction.</summary>
/// <param name="Horizon">Which prediction.</param>
/// <param name="Mean">Highest mean over the horizon.</param>
/// <param name="Level">Probability of the interval.</param>
/// <param name="Lower">The highest lower bound over the horizon.</param>
/// <param name="Upper">The highest upper bound over the horizon.</param>
/// <param name="Model">The model that predicted it.</param>
/// <param name="Confidence">High, Medium or Low.</param>
public sealed record HorizonPeak(
    ForecastHorizon Horizon, double Mean, double Level, double Lower, double Upper, string Model, string Confidence);
