namespace CapacityFunctions.Planning.Signals;

/// <summary>One value of an external series that is known ahead or arrives with the data: a sales forecast, a campaign, a holiday.</summary>
/// <param name="Signal">Name of the series.</param>
/// <param name="Scope">The account it concerns, or <c>*</c> for all.</param>
/// <param name="Timestamp">From when the value holds, until the series' next one; UTC, may lie in the future.</param>
/// <param name="Value">The value; finite.</param>
public sealed record SignalValue(string Signal, string Scope, DateTimeOffset Timestamp, double Value);
