namespace CapacityFunctions.Cycles;

/// <summary>A finished shard.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Series">How many series it forecast.</param>
/// <param name="Held">How many of them nothing may be decided on.</param>
public sealed record ShardReport(int Index, int Series, int Held);
