namespace CapacityFunctions.Planning.Simulations;

/// <summary>
/// What is expected of one account, or of the group, made for each decision from nothing but what was known then. Safe for concurrent use.
/// </summary>
public interface IDemandForecast
{
    /// <summary>Expected demand in the bucket that an order placed at <paramref name="decision"/> covers; units, 0 or more.</summary>
    double MeanAt(int decision);

    /// <summary>A quantile of the same demand as the forecast's intervals have it; units, 0 or more.</summary>
    /// <param name="decision">The bucket that begins when the order is placed.</param>
    /// <param name="probability">One of <see cref="ForecastNeeds.Intervals"/>.</param>
    double QuantileAt(int decision, double probability);

    /// <summary>The quantile that a decision orders, kept right by how earlier decisions came out; units, 0 or more.</summary>
    /// <param name="decision">The bucket that begins when the order is placed.</param>
    /// <param name="probability">One of <see cref="ForecastNeeds.Decisions"/>.</param>
    double DecisionQuantileAt(int decision, double probability);
}
