using CapacityFunctions.Planning.Files;

namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>The file of a simulation.</summary>
public static class ScenarioFile
{
    /// <summary>Reads a scenario by itself.</summary>
    /// <param name="json">The file. Comments and trailing commas are allowed; fields that nobody knows are not.</param>
    public static ReadOutcome<SimulationScenario> Read(string json) =>
        DecisionFile.Read<SimulationScenario>(json, ScenarioChecks.Check, static scenario => scenario);

    /// <summary>Reads a scenario beside the usage that it shall replay.</summary>
    /// <param name="json">As above.</param>
    /// <param name="usage">Every series of the usage file.</param>
    public static ReadOutcome<SimulationScenario> Read(string json, IReadOnlyList<UsageExtent> usage) =>
        DecisionFile.Read<SimulationScenario>(json, scenario => ScenarioChecks.Check(scenario, usage), static scenario => scenario);
}
