namespace CapacityFunctions.Planning.Explanations;

/// <summary>What the reservation costs, in the currency of the price list.</summary>
public sealed record CostFacts
{
    public required decimal PerHourBefore { get; init; }

    /// <summary>Of what was planned; the provider may have granted less.</summary>
    public required decimal PerHourPlanned { get; init; }

    /// <summary>Of what is held in the end; null where that is not known any more.</summary>
    public decimal? PerHourAfter { get; init; }

    /// <summary>Hours of an average month: 365 × 24 ÷ 12.</summary>
    public required int HoursPerMonth { get; init; }

    /// <summary>A month at the rate of what is held in the end.</summary>
    public required decimal PerMonth { get; init; }

    /// <summary>True when nothing is carried out, so that the cost stays what it was.</summary>
    public required bool IsRecommendation { get; init; }
}
