namespace CapacityFunctions.Cli.Simulations;

/// <summary>One policy over time.</summary>
/// <param name="Policy">Which.</param>
/// <param name="Reserved">Mean units in force; null where nothing was used.</param>
/// <param name="Shortage">Mean units used and not reserved.</param>
internal sealed record PolicySeries(string Policy, IReadOnlyList<double?> Reserved, IReadOnlyList<double?> Shortage);
