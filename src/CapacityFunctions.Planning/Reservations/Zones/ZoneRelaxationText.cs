namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>What was given up, in the words of the policy's file.</summary>
internal static class ZoneRelaxationText
{
    private static readonly (ZoneRelaxation Relaxation, string Rule)[] Rules =
    [
        (ZoneRelaxation.MaxShare, "maxShare"),
        (ZoneRelaxation.SurviveZoneLoss, "surviveZoneLoss"),
        (ZoneRelaxation.DemandDistribution, "demand distribution"),
        (ZoneRelaxation.UncoveredRunning, "running units that no reservation covers"),
    ];

    /// <summary>One sentence; none when every rule is kept.</summary>
    internal static IEnumerable<string> Describe(ZoneRelaxation relaxed)
    {
        if (relaxed != ZoneRelaxation.None)
        {
            IEnumerable<string> rules = Rules.Where(entry => entry.Relaxation <= relaxed).Select(entry => entry.Rule);
            yield return "no split over the zones satisfies every rule; relaxed: " + string.Join(", ", rules);
        }
    }
}
