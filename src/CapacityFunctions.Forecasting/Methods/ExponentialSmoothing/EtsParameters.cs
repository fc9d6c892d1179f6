using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>Smoothing parameters; those a form doesn't have are 0 (Phi: 1).</summary>
/// <param name="Alpha">Level.</param>
/// <param name="Beta">Trend, in Hyndman's form: below Alpha.</param>
/// <param name="Gamma">Season, below 1 − Alpha.</param>
/// <param name="Phi">Damping of the trend.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EtsParameters(double Alpha, double Beta, double Gamma, double Phi)
{
    // Bounds as in R's ets: usual region, damping in [0.8, 0.98].
    public const double Smallest = 1e-4;
    public const double Largest = 0.9999;
    public const double SmallestPhi = 0.8;
    public const double LargestPhi = 0.98;
}
