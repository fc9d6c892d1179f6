namespace CapacityFunctions.Storage.Ledger;

/// <summary>A <see cref="LedgerFault"/> as configuration binds it.</summary>
public sealed class LedgerFaultOptions
{
    /// <summary>Where.</summary>
    public string Zone { get; set; } = string.Empty;

    public LedgerFaultKind Kind { get; set; }

    public int Count { get; set; } = 1;

    public int After { get; set; }

    public TimeSpan? RetryAfter { get; set; }
}
