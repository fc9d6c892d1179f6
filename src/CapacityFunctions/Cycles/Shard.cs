using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>A part of the fan-out.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Series">The series it forecasts, in order.</param>
public sealed record Shard(CycleId CycleId, int Index, List<SeriesKey> Series);
