namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>What was used a day before the bucket that the order covers; in a gap, on the last day before it that is known.</summary>
/// <param name="leadSteps">Buckets from the order to the one that is covered.</param>
/// <param name="bucketsPerDay">At least 1.</param>
internal sealed class SameTimeYesterday(int leadSteps, int bucketsPerDay) : IOrderRule
{
    public double Order(UsagePast past)
    {
        for (int i = past.Decision + leadSteps - bucketsPerDay; i >= 0; i -= bucketsPerDay)
        {
            if (i < past.Decision && past.Known[i])
            {
                return past.Usage[i];
            }
        }

        return past.LastKnown is >= 0 and int last ? past.Usage[last] : 0;
    }
}
