namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), figure 16, with the
/// constants of Vigna's reference code. Written out here because a sample must come out the same under every version of .NET, and
/// because its derived values use only +, −, ×, ÷ and √, which IEEE 754 rounds alike on every machine.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>A generator of its own for one numbered part of the sample, so that adding parts changes no other part.</summary>
    public static SplitMix64 ForPart(long seed, int part) =>
        new(new SplitMix64(unchecked((ulong)seed)).Next() ^ new SplitMix64(unchecked((ulong)part * GoldenGamma)).Next());

    public ulong Next()
    {
        unchecked
        {
            _state += GoldenGamma;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double NextBetween(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>Mean 0 and variance 1: the sum of twelve uniform numbers less 6 (Irwin–Hall), so never beyond ±6.</summary>
    public double NextNormal()
    {
        double sum = 0;
        for (int i = 0; i < 12; i++)
        {
            sum += NextUnit();
        }

        return sum - 6;
    }

    /// <summary>Heavy-tailed size of a burst: Pareto with shape 2 and scale 1, so at least 1 with mean 2, cut off at <paramref name="cap"/>.</summary>
    public double NextPareto(double cap) => Math.Min(cap, 1 / Math.Sqrt(1 - NextUnit()));
}
