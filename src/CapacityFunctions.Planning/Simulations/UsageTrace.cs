namespace CapacityFunctions.Planning.Simulations;

/// <summary>What one account really used, on the grid of the simulation; its entries before the account began, in gaps and after its end are unknown.</summary>
public sealed class UsageTrace
{
    private readonly double[] _usage;
    private readonly bool[] _known;

    /// <param name="usage">Units, one entry a bucket, oldest first; finite and 0 or more where known, ignored elsewhere.</param>
    /// <param name="known">Whether anything was observed in the bucket; as long as <paramref name="usage"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a known amount is negative or not finite.</exception>
    public UsageTrace(ReadOnlySpan<double> usage, ReadOnlySpan<bool> known)
    {
        if (usage.Length != known.Length)
        {
            throw new ArgumentException($"{usage.Length} amounts but {known.Length} marks.", nameof(known));
        }

        for (int i = 0; i < usage.Length; i++)
        {
            if (known[i] && !(usage[i] >= 0 && double.IsFinite(usage[i])))
            {
                throw new ArgumentException($"The amount of bucket {i} is {usage[i]}.", nameof(usage));
            }
        }

        _usage = usage.ToArray();
        _known = known.ToArray();
    }

    /// <summary>Buckets.</summary>
    public int Length => _usage.Length;

    /// <summary>Everything, the future included: for whoever settles costs, never for who decides.</summary>
    public ReadOnlySpan<double> Usage => _usage;

    /// <summary>True where <see cref="Usage"/> means something.</summary>
    public ReadOnlySpan<bool> Known => _known;

    /// <summary>What is known when bucket <paramref name="decision"/> begins: all buckets before it.</summary>
    public UsagePast Before(int decision) => new(_usage.AsSpan(0, decision), _known.AsSpan(0, decision));
}
