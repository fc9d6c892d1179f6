namespace CapacityFunctions.Azure.Metrics;

/// <summary>What to read of many resources of one type.</summary>
/// <param name="Namespace">The type of the resources, as <c>Microsoft.Compute/virtualMachines</c>.</param>
/// <param name="Metric">As <c>Percentage CPU</c>.</param>
/// <param name="Aggregation">As <c>average</c>.</param>
/// <param name="From">Included; UTC.</param>
/// <param name="To">Excluded; UTC.</param>
/// <param name="Interval">Between two values, as <c>00:05:00</c>.</param>
public sealed record MetricsQuery(
    string Namespace, string Metric, string Aggregation, DateTimeOffset From, DateTimeOffset To, TimeSpan Interval);
