namespace CapacityFunctions.Cli.Backtests;

/// <summary>A series that is too short for all origins.</summary>
/// <param name="AccountId">Whose usage it is.</param>
/// <param name="ResourceType">What was used.</param>
/// <param name="Steps">From its first to its last observation.</param>
/// <param name="Origins">Origins that it has; 0 when it is left out.</param>
internal sealed record ShortSeriesReport(string AccountId, string ResourceType, int Steps, int Origins);
