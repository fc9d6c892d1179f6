namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>
/// The last known value plus a quantile of all past changes over as many buckets as lie between the last known one and the one that the order
/// covers. The quantile is taken anew once a day.
/// </summary>
/// <param name="distance">Buckets from the last known one to the one that is covered, at least 1.</param>
/// <param name="probability">Of the quantile, inside (0, 1).</param>
/// <param name="bucketsPerDay">At least 1.</param>
internal sealed class LastValueQuantile(int distance, double probability, int bucketsPerDay) : IOrderRule
{
    private int _nextUpdate = int.MinValue;
    private double _change;

    public double Order(UsagePast past)
    {
        if (past.Decision >= _nextUpdate)
        {
            _change = QuantileOfChanges(past);
            _nextUpdate = past.Decision + bucketsPerDay;
        }

        int last = past.LastKnown;
        return last < 0 ? 0 : Math.Max(0, past.Usage[last] + _change);
    }

    private double QuantileOfChanges(UsagePast past)
    {
        double[] changes = new double[Math.Max(0, past.Decision - distance)];
        int count = 0;
        for (int i = distance; i < past.Decision; i++)
        {
            if (past.Known[i] && past.Known[i - distance])
            {
                changes[count++] = past.Usage[i] - past.Usage[i - distance];
            }
        }

        Array.Sort(changes, 0, count);
        return count == 0 ? 0 : SampleQuantile.OfSorted(changes.AsSpan(0, count), probability);
    }
}
