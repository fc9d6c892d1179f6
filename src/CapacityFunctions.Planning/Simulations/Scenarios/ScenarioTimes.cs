namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>From when to when an account takes part.</summary>
public static class ScenarioTimes
{
    /// <summary>What an account must have been seen for before it takes part, where the scenario names no start.</summary>
    public static TimeSpan History { get; } = TimeSpan.FromDays(14);

    /// <summary>The same where it does: whoever appears later enters when the first order can look back on a day.</summary>
    public static TimeSpan ShortestHistory { get; } = TimeSpan.FromDays(1);

    /// <summary>The time that counts for one account; empty (start not before end) when it takes no part.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End) Of(SimulationScenario scenario, UsageExtent usage)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(usage);
        DateTimeOffset start = scenario.Start is { } given ? Later(given, usage.Start + ShortestHistory + TimeSpan.FromMinutes((double)scenario.ProvisioningMinutes)) : usage.Start + History;
        DateTimeOffset end = scenario.End is { } limit && limit < usage.End ? limit : usage.End;
        return (start, end);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
