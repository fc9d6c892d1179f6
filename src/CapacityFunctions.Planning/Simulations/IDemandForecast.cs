namespace CapacityFunctions.Planning.Simulations;

/// <summary>
/// What is expected of one account, or of the group, made for each decision from nothing but what was known then. Safe for concurrent use.
/// </summary>
public interface IDemandForecast
{
    /// <summary>Expected demand in the bucket that an order placed at <paramref name="decision"/> covers; units, 0 or more.</summary>
    double MeanAt(int decision);

    /// <summary>The quantile of the same demand; units, 0 or more.</summary>
    /// <param name="decision">The bucket that begins when the order is placed.</param>
    /// <param name="probability">One of those that the simulation asks for.</param>
    double QuantileAt(int decision, double probability);
}
