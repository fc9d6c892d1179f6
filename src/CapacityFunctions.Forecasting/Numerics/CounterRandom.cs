namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Random numbers that depend on a seed and a key alone (SplitMix64, Steele, Lea &amp; Flood 2014): work that is divided among threads draws the
/// same numbers as one thread would.
/// </summary>
internal struct CounterRandom(long seed, long key)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state = Mix((ulong)seed + (Increment * (ulong)key));

    /// <summary>Uniform in [0, 1).</summary>
    public double Next()
    {
        state += Increment;
        return (Mix(state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform among 0 to <paramref name="count"/> − 1.</summary>
    public int Next(int count) => (int)(Next() * count);

    /// <summary>Scatters neighbouring numbers over all 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
