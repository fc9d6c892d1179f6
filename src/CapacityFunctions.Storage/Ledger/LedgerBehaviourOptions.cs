namespace CapacityFunctions.Storage.Ledger;

/// <summary>Terms and faults as configuration binds them.</summary>
public sealed class LedgerBehaviourOptions
{
    /// <summary>How long an increase takes. Default: none.</summary>
    public TimeSpan ProvisioningDelay { get; set; }

    /// <summary>How long it takes to raise an account's limit. Default: none.</summary>
    public TimeSpan LimitDelay { get; set; }

    /// <summary>What goes wrong with limits of accounts, in order, for each resource type; they name no zone.</summary>
    public IList<LedgerFaultOptions> LimitFaults { get; } = [];

    /// <summary>The family of a resource type, by its name.</summary>
    public IDictionary<string, string> Families { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What may be held of a resource type over all zones, in units, by its name.</summary>
    public IDictionary<string, decimal> Quotas { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>What goes wrong, in order. How far a zone has come is remembered in its rows, so a restart does not begin again.</summary>
    public IList<LedgerFaultOptions> Faults { get; } = [];
}
