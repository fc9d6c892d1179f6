using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>Measures in units of the in-sample mean absolute error of seasonal naive; lower is better.</summary>
/// <param name="Mase">Mean absolute error.</param>
/// <param name="Pinball">Mean pinball loss over the quantiles 0.05, 0.10, …, 0.95.</param>
/// <param name="Msis90">Mean interval score of the 90 % interval.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScaledScore(double Mase, double Pinball, double Msis90);
