using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>What the forecast activities of one shard reported.</summary>
public sealed record ShardOutlooks(CycleId CycleId, int Index, List<SeriesOutlook> Outlooks);
