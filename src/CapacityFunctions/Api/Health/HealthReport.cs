namespace CapacityFunctions.Api.Health;

/// <summary>The state of the system.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">Why it is unhealthy.</param>
/// <param name="Now">The app's clock.</param>
/// <param name="LatestCycle">The newest cycle and its status; null when none has run, or storage does not answer.</param>
/// <param name="Warnings">What somebody should see to, though the system does its work.</param>
/// <param name="MissedTicks">Ticks of the timer that should have come since its last one.</param>
/// <param name="MissedSince">That last one; null when none is missing.</param>
public sealed record HealthReport(
    string Status,
    IReadOnlyList<string> Reasons,
    DateTimeOffset Now,
    string? LatestCycle,
    IReadOnlyList<string> Warnings,
    int MissedTicks,
    DateTimeOffset? MissedSince);
