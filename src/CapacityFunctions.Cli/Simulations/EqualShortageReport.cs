namespace CapacityFunctions.Cli.Simulations;

/// <summary>What a policy reserves at the shortage share of <c>reactive</c>, between the points of its sweep.</summary>
/// <param name="Policy">Which.</param>
/// <param name="ShortageShare">That of <c>reactive</c> with its own factor.</param>
/// <param name="ReservedUnitHours">Null where the sweep does not reach that share.</param>
/// <param name="VsReactive">÷ what <c>reactive</c> reserves.</param>
internal sealed record EqualShortageReport(string Policy, double ShortageShare, double? ReservedUnitHours, double? VsReactive);
