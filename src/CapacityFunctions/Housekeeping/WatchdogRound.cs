namespace CapacityFunctions.Housekeeping;

/// <summary>One look of the watchdog.</summary>
/// <param name="Wait">How long until it.</param>
/// <param name="Since">From when on a cycle should have run, where none ever has.</param>
public sealed record WatchdogRound(TimeSpan Wait, DateTimeOffset Since);
