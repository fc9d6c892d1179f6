namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>What is known of an external input when a forecast is made.</summary>
public enum InputKnowledge
{
    /// <summary>Its values for the time that is forecast are known: a calendar, a campaign, a price list, another party's forecast.</summary>
    KnownAhead,

    /// <summary>Only what was observed so far: latency, throughput, a signal that ends at now. Later values are never looked at.</summary>
    ObservedOnly,
}
