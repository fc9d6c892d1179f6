namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <param name="Theta">k, m, β…, δ…; for flat growth m, β….</param>
/// <param name="Noise">σ in scaled units, above 0.</param>
/// <param name="Value">Negative log posterior up to constants.</param>
/// <param name="SmoothCount">Index of the first δ.</param>
/// <param name="Fitted">In-sample values in scaled units.</param>
internal sealed record ProphetEstimate(double[] Theta, double Noise, double Value, int SmoothCount, double[] Fitted);
