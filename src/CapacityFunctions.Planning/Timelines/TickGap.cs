namespace CapacityFunctions.Planning.Timelines;

/// <summary>The timer has been silent for longer than it should.</summary>
/// <param name="Missed">Ticks that should have come since; at least 1.</param>
/// <param name="Since">Its last tick; where none is known, the oldest cycle that was looked at.</param>
public sealed record TickGap(int Missed, DateTimeOffset Since);
