namespace CapacityFunctions.Storage.Ledger;

/// <summary>One step of the script that a zone's faults follow: requests that it does not concern pass by and do not count.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Count">How many requests it hits; 1 or more.</param>
public sealed record LedgerFault(LedgerFaultKind Kind, int Count = 1)
{
    /// <summary>How many requests of its kind it lets pass first; 0 or more.</summary>
    public int After { get; init; }

    /// <summary>How long the refusal asks to wait; null: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether only increases are hit: a release is never refused for want of capacity.</summary>
    internal bool HitsIncreasesOnly => Kind is not (LedgerFaultKind.Throttled or LedgerFaultKind.Conflict or LedgerFaultKind.TimeOut);
}
