namespace CapacityFunctions.Azure.Zones;

/// <summary>Which physical zone each logical zone of one subscription is, in one region.</summary>
internal sealed class ZoneMap(IReadOnlyDictionary<string, string> physicalByLogical)
{
    /// <summary>In ordinal order.</summary>
    internal IReadOnlyList<string> LogicalZones { get; } = [.. physicalByLogical.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The zone of another subscription that is in the same building; null where there is none.</summary>
    internal string? Translate(string logicalZone, ZoneMap other) =>
        physicalByLogical.TryGetValue(logicalZone, out string? physical) ? other.LogicalOf(physical) : null;

    private string? LogicalOf(string physical) =>
        LogicalZones.FirstOrDefault(zone => string.Equals(physicalByLogical[zone], physical, StringComparison.OrdinalIgnoreCase));
}
