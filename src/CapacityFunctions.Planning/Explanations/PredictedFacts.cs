namespace CapacityFunctions.Planning.Explanations;

/// <summary>What was predicted.</summary>
public sealed record PredictedFacts
{
    /// <summary>By length of the horizon.</summary>
    public required IReadOnlyList<HorizonFacts> Horizons { get; init; }

    /// <summary>Demand over the time that the decision covers; null where that is not known any more.</summary>
    public double? Demand { get; init; }

    public double? DemandLower90 { get; init; }

    public double? DemandUpper90 { get; init; }

    /// <summary>When capacity that is asked for now is there, in minutes.</summary>
    public int? ProvisioningMinutes { get; init; }

    /// <summary>How many minutes the decision covers from then on.</summary>
    public int? CoverMinutes { get; init; }

    /// <summary>Why something simpler stood in; null when nothing did.</summary>
    public string? Fallback { get; init; }

    /// <summary>Why the models are to be chosen anew; null when they are not.</summary>
    public string? Drift { get; init; }

    /// <summary>Further reasons to trust the forecast less.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}
