namespace CapacityFunctions.Storage;

/// <summary>The rule that names of availability zones obey.</summary>
internal static class ZoneName
{
    private const int LongestName = 64;

    /// <exception cref="ArgumentException">The name is empty or has more than 64 characters.</exception>
    internal static void ThrowIfInvalid(string zone)
    {
        if (zone.Length is 0 or > LongestName)
        {
            throw new ArgumentException($"A zone's name has 1 to {LongestName} characters; '{zone}' has {zone.Length}.", nameof(zone));
        }
    }
}
