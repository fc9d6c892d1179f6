using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>The forecasts of a simulation, twice.</summary>
/// <param name="AtLead">For orders as the scenario has them.</param>
/// <param name="Immediate">For orders that are in force at once: what is lost without them is lost to the provisioning time.</param>
internal sealed record ReplayedForecasts(DemandForecasts AtLead, DemandForecasts Immediate)
{
    /// <summary>For policies that look at none.</summary>
    public static ReplayedForecasts None { get; } = new(
        new DemandForecasts([], new ForecastTable(0, 0, new ForecastNeeds([], []))),
        new DemandForecasts([], new ForecastTable(0, 0, new ForecastNeeds([], []))));
}
