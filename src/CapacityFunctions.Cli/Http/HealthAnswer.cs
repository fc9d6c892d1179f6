namespace CapacityFunctions.Cli.Http;

/// <summary>How the system says it is.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">What is wrong; empty when healthy.</param>
/// <param name="Now">The system's clock.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string>? Reasons, DateTimeOffset? Now)
{
    public bool IsHealthy => string.Equals(Status, "healthy", StringComparison.Ordinal);
}
