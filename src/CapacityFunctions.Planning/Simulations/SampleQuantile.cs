namespace CapacityFunctions.Planning.Simulations;

/// <summary>Quantiles of a sample, linear between its order statistics (Hyndman &amp; Fan 1996, definition 7).</summary>
internal static class SampleQuantile
{
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="probability">In [0, 1].</param>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        double rank = probability * (sorted.Length - 1);
        int left = (int)rank;
        return left + 1 < sorted.Length ? sorted[left] + ((rank - left) * (sorted[left + 1] - sorted[left])) : sorted[^1];
    }
}
