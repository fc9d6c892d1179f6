namespace CapacityFunctions.Planning.Reservations;

/// <summary>The policies that <see cref="CapacityReservationManager"/> knows.</summary>
public static class ReservationPolicyNames
{
    /// <summary>Follows the mean, releases gradually, and raises ahead by interval rules.</summary>
    public const string Threshold = "threshold";

    /// <summary>Reserves the quantile of demand at which one more unit costs as much as it saves.</summary>
    public const string CostOptimal = "cost-optimal";

    /// <summary>A guaranteed part for each account, and a shared headroom that is sized on the group's consolidated demand.</summary>
    public const string Pooled = "pooled";

    public static IReadOnlyList<string> All { get; } = [Threshold, CostOptimal, Pooled];
}
