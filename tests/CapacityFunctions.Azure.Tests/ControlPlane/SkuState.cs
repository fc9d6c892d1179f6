namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A size of the stand-in.</summary>
internal sealed record SkuState(string Name, string Family, int Cores, string[] Zones)
{
    internal bool Reservable { get; init; } = true;

    internal string[] RestrictedZones { get; init; } = [];

    internal bool RestrictedLocation { get; init; }
}
