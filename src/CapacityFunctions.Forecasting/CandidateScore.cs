namespace CapacityFunctions.Forecasting;

/// <summary>What one method scored out of sample during training.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="ScaledPinball">
/// Mean pinball loss over the quantiles 0.05 … 0.95 ÷ in-sample MAE of seasonal naive; lower is better.
/// </param>
/// <param name="Mase">Mean absolute error ÷ the same scale.</param>
public sealed record CandidateScore(string Method, double ScaledPinball, double Mase);
