using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>What of a series a training has seen.</summary>
/// <param name="Cutoff">From here on the part that is judged knows nothing.</param>
/// <param name="End">From here on nobody knows anything.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LearnedSpan(DateTimeOffset Cutoff, DateTimeOffset End);
