namespace CapacityFunctions.Azure.Prices;

/// <summary>One page of Azure Retail Prices.</summary>
internal sealed record RetailPricePage
{
    public required IReadOnlyList<RetailPriceRow> Items { get; init; }

    /// <summary>Null or empty on the last page.</summary>
    public string? NextPageLink { get; init; }
}
