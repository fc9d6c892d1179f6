namespace CapacityFunctions.Cli.Samples;

/// <summary>Divides an observation over the zones where an account runs.</summary>
internal static class ZoneSplit
{
    public static IReadOnlyList<string> Zones { get; } = ["1", "2", "3"];

    /// <summary>
    /// Largest remainder: each zone gets its share rounded down to a unit, the units that remain go to the largest fractions, ties to
    /// the lower zone. The parts add up to the total.
    /// </summary>
    /// <param name="units">The total in units of the report (instances or tenths of them), 0 or more.</param>
    /// <param name="shares">Share of each zone; adds up to 1; a zone with 0 gets nothing.</param>
    /// <param name="parts">Receives the units of each zone.</param>
    public static void Divide(long units, ReadOnlySpan<double> shares, Span<long> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parts.Length, shares.Length);

        long left = units;
        for (int zone = 0; zone < shares.Length; zone++)
        {
            parts[zone] = Math.Min(left, (long)(units * shares[zone]));
            left -= parts[zone];
        }

        Span<bool> served = stackalloc bool[shares.Length];
        for (; left > 0; left--)
        {
            int best = -1;
            for (int zone = 0; zone < shares.Length; zone++)
            {
                if (!served[zone] && shares[zone] > 0 && (best < 0 || Fraction(zone, shares) > Fraction(best, shares)))
                {
                    best = zone;
                }
            }

            parts[best]++;
            served[best] = true;
        }

        double Fraction(int zone, ReadOnlySpan<double> of) => (units * of[zone]) - (long)(units * of[zone]);
    }
}
