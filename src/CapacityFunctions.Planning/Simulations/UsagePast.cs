using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Simulations;

/// <summary>What one account is known to have used when a decision is made. Who is given only this can't look ahead.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct UsagePast
{
    internal UsagePast(ReadOnlySpan<double> usage, ReadOnlySpan<bool> known)
    {
        Usage = usage;
        Known = known;
    }

    /// <summary>Units by bucket, oldest first; the last entry is the bucket that has just ended.</summary>
    public ReadOnlySpan<double> Usage { get; }

    /// <summary>True where <see cref="Usage"/> means something.</summary>
    public ReadOnlySpan<bool> Known { get; }

    /// <summary>The bucket that begins now: the first one that nobody knows.</summary>
    public int Decision => Usage.Length;

    /// <summary>The newest bucket with usage; -1 where there is none.</summary>
    public int LastKnown => Known.LastIndexOf(value: true);

    /// <summary>The highest known amount of the buckets [from, to); 0 where none is known.</summary>
    public double Peak(int from, int to)
    {
        double peak = 0;
        for (int i = Math.Max(0, from); i < to; i++)
        {
            peak = Known[i] ? Math.Max(peak, Usage[i]) : peak;
        }

        return peak;
    }
}
