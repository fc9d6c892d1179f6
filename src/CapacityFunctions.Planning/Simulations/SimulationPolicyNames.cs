namespace CapacityFunctions.Planning.Simulations;

/// <summary>What a simulation can compare.</summary>
public static class SimulationPolicyNames
{
    /// <summary>The highest usage seen before the start, for ever.</summary>
    public const string StaticPeak = "static-peak";

    /// <summary>The maximum of the last hour that is known when the order is placed, × 1.2.</summary>
    public const string Reactive = "reactive";

    /// <summary>The last known value + the cost-optimal quantile of past changes over the lead time.</summary>
    public const string LastValueQuantile = "last-value-quantile";

    /// <summary>What was used a day before.</summary>
    public const string SeasonalNaive = "seasonal-naive";

    /// <summary>The loop's rule on forecasts.</summary>
    public const string Threshold = "threshold";

    /// <summary>The cost-optimal quantile of each account's forecast.</summary>
    public const string CostOptimal = "cost-optimal";

    /// <summary>The cost-optimal quantile of the group's forecast.</summary>
    public const string Pooled = "pooled";

    /// <summary>Exactly what will be used: what no policy can undercut.</summary>
    public const string Clairvoyant = "clairvoyant";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
        [StaticPeak, Reactive, LastValueQuantile, SeasonalNaive, Threshold, CostOptimal, Pooled, Clairvoyant];
}
