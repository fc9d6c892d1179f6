using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>Derivatives of the cost by the initial level and trend and by the parameters.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EtsGradient(double Level, double Trend, double Alpha, double Beta, double Gamma, double Phi);
