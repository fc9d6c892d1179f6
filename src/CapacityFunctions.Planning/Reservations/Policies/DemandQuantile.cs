namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>
/// Quantiles of a demand that is known by its mean and intervals. Between the known points, and beyond the outermost, demand is taken to
/// be normal: linear in the normal quantile z. The mean stands at z = 0. Where points contradict each other (a mean outside its own
/// interval), the curve stays flat rather than fall.
/// </summary>
internal static class DemandQuantile
{
    /// <param name="demand">Mean and intervals; without intervals every quantile is the mean.</param>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <returns>Units; 0 or more.</returns>
    internal static double At(PredictedDemand demand, double probability)
    {
        double z = NormalQuantile.At(probability);
        int side = z < 0 ? -1 : 1;
        (double Z, double Value) inner = (0, demand.Mean);
        foreach (DemandInterval interval in demand.Intervals.OrderBy(candidate => candidate.Level))
        {
            double bound = side > 0 ? Math.Max(inner.Value, interval.Upper) : Math.Min(inner.Value, interval.Lower);
            (double Z, double Value) outer = (side * NormalQuantile.At((1 + interval.Level) / 2), bound);
            if (Math.Abs(z) <= Math.Abs(outer.Z))
            {
                return inner.Value + ((outer.Value - inner.Value) * (z - inner.Z) / (outer.Z - inner.Z));
            }

            inner = outer;
        }

        bool hasInterval = inner.Z != 0;
        return hasInterval ? Math.Max(0, demand.Mean + ((inner.Value - demand.Mean) * z / inner.Z)) : demand.Mean;
    }
}
