using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Safety;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What one forecast activity reports of its series: small enough to travel, complete enough to decide on.</summary>
public sealed record SeriesOutlook
{
    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>The newest observation in resource units; null when there is none.</summary>
    public double? UsageNow { get; init; }

    /// <summary>When it was observed; UTC.</summary>
    public DateTimeOffset? UsageAt { get; init; }

    /// <summary>Demand over the time that the decision covers; null when nothing could be predicted.</summary>
    public PredictedDemand? Demand { get; init; }

    /// <summary>The highest demand inside each horizon.</summary>
    public IReadOnlyList<HorizonPeak> Peaks { get; init; } = [];

    /// <summary>Why nothing may be decided on it (stale usage, no usage); null when it may.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Why an older model, seasonal naive or the usual value of a signal had to stand in; null when the chosen model forecast with all it needs.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>Why the forecast is to be trusted less.</summary>
    public IReadOnlyList<ForecastDoubt> Doubts { get; init; } = [];

    /// <summary>What the models of the horizons were made of; empty in rows of earlier versions.</summary>
    public IReadOnlyList<ModelHistory> Histories { get; init; } = [];

    /// <summary>Why the models are to be chosen anew at once: their forecasts have become worse; null normally.</summary>
    public string? DriftReason { get; init; }
}
