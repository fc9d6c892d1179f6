namespace CapacityFunctions.Api.Signals;

/// <summary>What was taken back.</summary>
/// <param name="Removed">How many values.</param>
public sealed record SignalRemoval(int Removed);
