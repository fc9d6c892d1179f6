namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the ledger does for a resource type where nobody has set anything else.</summary>
public sealed class LedgerOptions
{
    public const string SectionName = "Capacity";

    /// <summary>Default zones. Empty means 1, 2 and 3 at 0.21, 0.19 and 0.20 a unit hour with 100,000 units each.</summary>
    public IList<LedgerZoneOptions> Zones { get; } = [];

    /// <summary>Default terms and faults. App settings <c>Capacity__Ledger__Name</c>.</summary>
    public LedgerBehaviourOptions Ledger { get; set; } = new();
}
