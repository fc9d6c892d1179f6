using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Numerics;

/// <param name="Period">In steps.</param>
/// <param name="Strength">Power ÷ that of the noise around it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpectralLine(double Period, double Strength);
