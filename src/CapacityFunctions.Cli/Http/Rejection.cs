namespace CapacityFunctions.Cli.Http;

/// <summary>A row that the system did not take.</summary>
/// <param name="Row">Number of the row in its batch, from 1.</param>
/// <param name="Reason">Why.</param>
internal sealed record Rejection(int Row, string Reason);
