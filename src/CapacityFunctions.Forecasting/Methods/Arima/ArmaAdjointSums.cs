using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>Derivatives of one backward step by its scalars, as far as they are sums over the state's entries.</summary>
/// <param name="First">By a_1 through T a.</param>
/// <param name="Share">By v / F.</param>
/// <param name="Change">By g through T L.</param>
/// <param name="Ratio">By g / F, negative.</param>
/// <param name="Kappa">By M g.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArmaAdjointSums(double First, double Share, double Change, double Ratio, double Kappa);
