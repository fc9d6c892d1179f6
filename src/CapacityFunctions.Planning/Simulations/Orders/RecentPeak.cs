namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>The maximum of the last hour that is known, times a factor. In a gap the last hour before it stays the last one that is known.</summary>
/// <param name="buckets">Buckets in an hour, at least 1.</param>
/// <param name="factor">Above 0.</param>
internal sealed class RecentPeak(int buckets, double factor) : IOrderRule
{
    public const double DefaultFactor = 1.2;

    public double Order(UsagePast past)
    {
        int end = past.LastKnown + 1;
        return factor * past.Peak(end - buckets, end);
    }
}
