namespace CapacityFunctions.Storage.Ledger;

/// <summary>A <see cref="LedgerZone"/> as configuration binds it.</summary>
public sealed class LedgerZoneOptions
{
    public string Zone { get; set; } = string.Empty;

    public decimal PricePerUnitHour { get; set; }

    public decimal Capacity { get; set; }
}
