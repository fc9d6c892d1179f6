namespace CapacityFunctions.Api.Health;

/// <summary>The state of the system.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">Why it is unhealthy.</param>
/// <param name="Now">The app's clock.</param>
/// <param name="LatestCycle">The newest cycle and its status; null when none has run, or storage does not answer.</param>
public sealed record HealthReport(string Status, IReadOnlyList<string> Reasons, DateTimeOffset Now, string? LatestCycle);
