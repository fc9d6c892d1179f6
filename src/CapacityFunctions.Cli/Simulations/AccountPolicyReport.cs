namespace CapacityFunctions.Cli.Simulations;

/// <summary>What one policy came to for one account.</summary>
/// <param name="Policy">Which.</param>
/// <param name="ReservedUnitHours">In its own name.</param>
/// <param name="ShortageUnitHours">Used and not reserved.</param>
/// <param name="Cost">Of both.</param>
/// <param name="Exceedance">Share of buckets with a shortage.</param>
internal sealed record AccountPolicyReport(
    string Policy, double ReservedUnitHours, double ShortageUnitHours, double Cost, double Exceedance);
