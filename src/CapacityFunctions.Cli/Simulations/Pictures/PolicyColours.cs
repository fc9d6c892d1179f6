using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>One colour a policy, distinct for colour-blind eyes too (Okabe &amp; Ito 2008).</summary>
internal static class PolicyColours
{
    public static string Of(string policy) => policy switch
    {
        SimulationPolicyNames.StaticPeak => "#7f7f7f",
        SimulationPolicyNames.Reactive => "#d55e00",
        SimulationPolicyNames.LastValueQuantile => "#e69f00",
        SimulationPolicyNames.SeasonalNaive => "#56b4e9",
        SimulationPolicyNames.Threshold => "#cc79a7",
        SimulationPolicyNames.CostOptimal => "#0072b2",
        SimulationPolicyNames.Pooled => "#009e73",
        _ => "#000000",
    };
}
