namespace CapacityFunctions.Planning.Signals;

/// <summary>A time over which a signal has a value: one occurrence of an event in a calendar.</summary>
/// <param name="Signal">Name of the series.</param>
/// <param name="Scope">The account it concerns, or <c>*</c> for all.</param>
/// <param name="Start">Inclusive.</param>
/// <param name="End">Exclusive; not before <paramref name="Start"/>.</param>
/// <param name="Value">Finite.</param>
public sealed record SignalSpan(string Signal, string Scope, DateTimeOffset Start, DateTimeOffset End, double Value);
