namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>
/// Spreads a target over zones at the lowest price: minimise Σ price·x + Σ (raised price − price)·(x − held)⁺ subject to Σ x = target and
/// lowest ≤ x ≤ highest in each zone. Every unit that moves is above what is held somewhere, so that is where moving is charged; units by
/// which the whole target grows pay it in whichever zone they go to. Each zone's cost is convex, as its price rises once, so taking the
/// cheapest unit next is exact, in whole units: take any split that leaves out a cheap unit while a dearer one is in; exchanging them
/// keeps every bound and does not cost more.
/// </summary>
internal static class CheapestSplit
{
    /// <summary>Of equally cheap splits, the one that keeps most of what is held; then zones in ordinal order of their names.</summary>
    /// <returns>Units for each zone, in the order given; null when the bounds admit no split.</returns>
    internal static long[]? Find(ReadOnlySpan<ZoneBounds> zones, long target)
    {
        long[] split = new long[zones.Length];
        long remaining = target;
        long room = 0;
        for (int i = 0; i < zones.Length; i++)
        {
            if (zones[i].Lowest > zones[i].Highest)
            {
                return null;
            }

            split[i] = zones[i].Lowest;
            remaining -= zones[i].Lowest;
            room += zones[i].Highest - zones[i].Lowest;
        }

        if (remaining < 0 || remaining > room)
        {
            return null;
        }

        foreach ((int zone, long upTo) in Steps(zones))
        {
            long taken = Math.Min(remaining, Math.Max(0, upTo - split[zone]));
            split[zone] += taken;
            remaining -= taken;
        }

        return split;
    }

    /// <summary>Each zone twice: up to what it holds, then up to its highest at the raised price. Equal prices keep what is held.</summary>
    private static List<(int Zone, long UpTo)> Steps(ReadOnlySpan<ZoneBounds> zones)
    {
        List<(decimal Price, int Pass, string Name, int Zone, long UpTo)> steps = new(2 * zones.Length);
        for (int i = 0; i < zones.Length; i++)
        {
            steps.Add((zones[i].Price, 0, zones[i].Zone, i, Math.Min(zones[i].Held, zones[i].Highest)));
            steps.Add((zones[i].RaisedPrice, 1, zones[i].Zone, i, zones[i].Highest));
        }

        steps.Sort(static (left, right) =>
        {
            int byPrice = left.Price.CompareTo(right.Price);
            int byPass = byPrice != 0 ? byPrice : left.Pass.CompareTo(right.Pass);
            return byPass != 0 ? byPass : string.CompareOrdinal(left.Name, right.Name);
        });
        return steps.ConvertAll(static step => (step.Zone, step.UpTo));
    }
}
