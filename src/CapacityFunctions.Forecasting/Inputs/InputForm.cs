using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>How inputs act on a series.</summary>
/// <param name="IsMultiplicative">They raise usage by a percentage, and not by an amount.</param>
/// <param name="IsShaped">Their effect differs over the first season: rain at noon is not rain at night.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InputForm(bool IsMultiplicative, bool IsShaped);
