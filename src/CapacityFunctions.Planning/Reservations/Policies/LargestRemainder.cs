namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>Divides whole units in proportion to weights: everyone the whole part of its quota, the rest to the largest remainders (Hamilton's method).</summary>
internal static class LargestRemainder
{
    /// <param name="total">Units to divide; 0 or more, at most 10¹⁵.</param>
    /// <param name="weights">0 or more, at most 10²¹ each; not all 0. In the order in which ties are broken.</param>
    /// <param name="shares">Receives each one's units; they add up to the total. A weight of 0 gets nothing.</param>
    internal static void Divide(long total, ReadOnlySpan<Int128> weights, Span<long> shares)
    {
        Int128 sum = 0;
        foreach (Int128 weight in weights)
        {
            sum += weight;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(sum, Int128.One, nameof(weights));
        Int128[] remainders = new Int128[weights.Length];
        int[] order = new int[weights.Length];
        long left = total;
        for (int i = 0; i < weights.Length; i++)
        {
            (Int128 quota, Int128 remainder) = Int128.DivRem((Int128)total * weights[i], sum);
            shares[i] = (long)quota;
            left -= shares[i];

            // Sorted ascending, so the largest remainder has to be the smallest key.
            remainders[i] = -remainder;
            order[i] = i;
        }

        Array.Sort(order, (first, second) =>
        {
            int byRemainder = remainders[first].CompareTo(remainders[second]);
            return byRemainder != 0 ? byRemainder : first.CompareTo(second);
        });
        for (int i = 0; i < left; i++)
        {
            shares[order[i]]++;
        }
    }
}
