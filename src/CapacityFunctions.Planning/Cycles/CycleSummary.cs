namespace CapacityFunctions.Planning.Cycles;

/// <summary>A cycle in numbers.</summary>
public sealed record CycleSummary
{
    public int Accounts { get; init; }

    /// <summary>Series (account and resource type) that took part.</summary>
    public int Series { get; init; }

    /// <summary>Series whose forecast fell back to an older model or to seasonal naive.</summary>
    public int FallbackForecasts { get; init; }

    /// <summary>Series that were held because their usage was stale or missing.</summary>
    public int Held { get; init; }

    public int Increases { get; init; }

    public int Decreases { get; init; }

    public int FailedRequests { get; init; }

    /// <summary>Requests that the provider is still at, or has not answered.</summary>
    public int PendingRequests { get; init; }

    public int Shifts { get; init; }

    /// <summary>Demand that no reservation covers, in resource units over all series.</summary>
    public decimal Unmet { get; init; }

    public decimal CostPerHourBefore { get; init; }

    public decimal CostPerHourAfter { get; init; }

    public int ActiveOverrides { get; init; }
}
