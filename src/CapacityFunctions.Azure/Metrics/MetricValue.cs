namespace CapacityFunctions.Azure.Metrics;

/// <summary>One value of one resource.</summary>
/// <param name="ResourceId">As the service spells it.</param>
/// <param name="Timestamp">Beginning of the interval; UTC.</param>
/// <param name="Value">In the metric's unit; finite.</param>
public sealed record MetricValue(string ResourceId, DateTimeOffset Timestamp, double Value);
