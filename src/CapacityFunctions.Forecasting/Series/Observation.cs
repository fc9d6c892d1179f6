using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>One amount used at one instant; several may fall into one bucket of the grid.</summary>
/// <param name="Timestamp">Any offset; buckets are cut in UTC.</param>
/// <param name="Value">Amount in capacity units. Values that are not finite are rejected and counted by <see cref="SeriesBuilder"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Observation(DateTimeOffset Timestamp, double Value);
