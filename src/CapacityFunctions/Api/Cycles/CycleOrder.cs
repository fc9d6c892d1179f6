namespace CapacityFunctions.Api.Cycles;

/// <summary>Asks for a cycle.</summary>
/// <param name="ScheduledAt">Its scheduled time; now unless told.</param>
public sealed record CycleOrder(DateTimeOffset? ScheduledAt = null);
