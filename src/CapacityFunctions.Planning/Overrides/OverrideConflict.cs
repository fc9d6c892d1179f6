namespace CapacityFunctions.Planning.Overrides;

/// <summary>Two instructions that nobody could obey both.</summary>
/// <param name="With">The one that was there first.</param>
/// <param name="Reason">What contradicts, naming the other one's id, value, author and expiry.</param>
public sealed record OverrideConflict(Override With, string Reason);
