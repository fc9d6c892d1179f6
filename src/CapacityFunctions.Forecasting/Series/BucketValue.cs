using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>Makes one value of all that fell into a bucket.</summary>
internal static class BucketValue
{
    private const double Percentile = 0.95;

    /// <param name="values">At least one; sorted for a percentile.</param>
    /// <param name="aggregation">How.</param>
    public static double Of(List<double> values, SeriesAggregation aggregation)
    {
        Span<double> all = CollectionsMarshal.AsSpan(values);
        switch (aggregation)
        {
            case SeriesAggregation.Max:
                return TensorPrimitives.Max<double>(all);
            case SeriesAggregation.Percentile95:
                all.Sort();
                return all[(int)Math.Ceiling(Percentile * all.Length) - 1];
            default:
                double sum = 0;
                foreach (double value in all)
                {
                    sum += value;
                }

                return aggregation == SeriesAggregation.Mean ? sum / all.Length : sum;
        }
    }
}
