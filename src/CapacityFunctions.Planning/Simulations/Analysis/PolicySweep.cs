namespace CapacityFunctions.Planning.Simulations.Analysis;

/// <summary>How much a policy reserves for how little shortage: its parameter is turned, and the curve compared at the same shortage.</summary>
public static class PolicySweep
{
    // Believed shortage cost ÷ price: quantiles from 0.09 to 0.997.
    private static readonly decimal[] CostRatios = [0.1m, 0.3m, 0.6m, 1.5m, 3, 5, 10, 20, 40, 80, 160, 320];

    private static readonly double[] PeakFactors = [0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.75, 2];

    /// <summary>The settings that a policy is tried at; empty for one without such a parameter.</summary>
    public static IReadOnlyList<PolicyVariant> VariantsOf(SimulationSetting setting, string policy)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return policy switch
        {
            SimulationPolicyNames.Reactive => [.. PeakFactors.Select(factor => new PolicyVariant(policy, Factor: factor))],
            SimulationPolicyNames.LastValueQuantile or SimulationPolicyNames.CostOptimal or SimulationPolicyNames.Pooled =>
                [.. CostRatios.Select(ratio => new PolicyVariant(policy, ratio * setting.PricePerUnitHour))],
            _ => [],
        };
    }

    /// <summary>What would be reserved at a given shortage, between two points of the curve: linear in the logarithm of the share, which spans orders of magnitude.</summary>
    /// <param name="curve">One policy's points.</param>
    /// <param name="shortageShare">Shortage ÷ used, above 0.</param>
    /// <returns>Unit hours; null where the curve doesn't reach that share.</returns>
    public static double? ReservedAt(IEnumerable<ReservationCost> curve, double shortageShare)
    {
        ReservationCost[] points = [.. curve.Where(point => point.ShortageShare > 0).OrderBy(point => point.ShortageShare)];
        for (int i = 1; i < points.Length; i++)
        {
            (ReservationCost left, ReservationCost right) = (points[i - 1], points[i]);
            if (shortageShare >= left.ShortageShare && shortageShare <= right.ShortageShare)
            {
                double span = Math.Log(right.ShortageShare / left.ShortageShare);
                double way = span > 0 ? Math.Log(shortageShare / left.ShortageShare) / span : 0;
                return left.ReservedUnitHours + (way * (right.ReservedUnitHours - left.ReservedUnitHours));
            }
        }

        return null;
    }
}
