namespace CapacityFunctions.Testing.Allocations;

/// <summary>What lending looks at.</summary>
public enum LookAhead
{
    /// <summary>The need of now alone.</summary>
    Nowhere = 0,

    /// <summary>The mean of the next hour, too.</summary>
    AtMean = 1,

    /// <summary>Its upper bound, too.</summary>
    AtUpperBound = 2,
}
