using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>Asks for the forecast of one series.</summary>
public sealed record SeriesRequest(CycleId CycleId, SeriesKey Series);
