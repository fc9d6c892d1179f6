using CapacityFunctions.Planning.Simulations.Analysis;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>One point of a sweep.</summary>
/// <param name="Policy">Which.</param>
/// <param name="ShortageCostPerUnitHour">What the policy believed that a shortage costs; null where the factor was turned.</param>
/// <param name="Factor">Of <c>reactive</c>.</param>
/// <param name="ReservedUnitHours">What it reserved.</param>
/// <param name="ShortageShare">Shortage ÷ used.</param>
/// <param name="Cost">At the scenario's own costs.</param>
internal sealed record SweepReport(
    string Policy, decimal? ShortageCostPerUnitHour, double? Factor, double ReservedUnitHours, double ShortageShare, double Cost)
{
    public static SweepReport Of(SweepPoint point) => new(
        point.Variant.Policy,
        point.Variant.ShortageCostPerUnitHour,
        point.Variant.Factor,
        Rounding.Amount(point.Total.ReservedUnitHours),
        Rounding.Share(point.Total.ShortageShare),
        Rounding.Amount(point.Total.Cost));
}
