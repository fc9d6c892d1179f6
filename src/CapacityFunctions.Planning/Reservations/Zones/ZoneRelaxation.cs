namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>How much of the rules on zones is given up. Each value includes those before it.</summary>
internal enum ZoneRelaxation
{
    None = 0,
    MaxShare = 1,
    SurviveZoneLoss = 2,
    DemandDistribution = 3,

    /// <summary>Running units that no reservation covers stay uncovered: a limit of the target forbids to reserve them.</summary>
    UncoveredRunning = 4,
}
