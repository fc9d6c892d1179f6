namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>The median of a sample; of an even number of values the mean of the middle two.</summary>
internal static class SampleMedian
{
    /// <param name="values">At least one; not changed.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    /// <param name="sorted">At least one, ascending.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
