namespace CapacityFunctions.Azure.Prices;

/// <summary>One row of Azure Retail Prices.</summary>
internal sealed record RetailPriceRow
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    public string ArmSkuName { get; init; } = string.Empty;

    public string ArmRegionName { get; init; } = string.Empty;

    public string ProductName { get; init; } = string.Empty;

    public string SkuName { get; init; } = string.Empty;

    public string MeterName { get; init; } = string.Empty;

    public string UnitOfMeasure { get; init; } = string.Empty;

    public string Type { get; init; } = string.Empty;

    public bool IsPrimaryMeterRegion { get; init; }

    public decimal TierMinimumUnits { get; init; }

    public decimal RetailPrice { get; init; }

    public DateTimeOffset EffectiveStartDate { get; init; }

    /// <summary>Whether this is what an hour of the bare machine costs: one size has rows for Windows, Spot, Low Priority and old cloud services, too.</summary>
    internal bool IsPlainHourOf(string size, string location) =>
        ArmSkuName == size
        && ArmRegionName == location
        && Type == "Consumption"
        && UnitOfMeasure == "1 Hour"
        && IsPrimaryMeterRegion
        && TierMinimumUnits == 0
        && !ProductName.Contains("Windows", AnyCase)
        && !ProductName.Contains("Cloud Services", AnyCase)
        && !ProductName.Contains("CloudServices", AnyCase)
        && !Mentions("Spot")
        && !Mentions("Low Priority");

    private bool Mentions(string word) => SkuName.Contains(word, AnyCase) || MeterName.Contains(word, AnyCase);
}
