namespace CapacityFunctions.Storage.Ledger;

/// <summary>The faults of one zone that are still to come, in order. Deterministic: it counts requests and knows no clock.</summary>
/// <param name="Faults">Those that are not used up.</param>
internal sealed record LedgerScript(IReadOnlyList<LedgerFault> Faults)
{
    internal static LedgerScript Empty { get; } = new([]);

    /// <summary>Takes one request past the script.</summary>
    /// <returns>What hits it, or null; and what is left of the script, this one itself where nothing changed.</returns>
    internal (LedgerFault? Hit, LedgerScript Left) Next(bool isIncrease)
    {
        LedgerFault? next = Faults.FirstOrDefault(fault => isIncrease || !fault.HitsIncreasesOnly);
        if (next is null)
        {
            return (null, this);
        }

        LedgerFault? rest = next switch
        {
            { After: > 0 } => next with { After = next.After - 1 },
            { Count: > 1 } => next with { Count = next.Count - 1 },
            _ => null,
        };
        LedgerScript left = new([.. Faults.Select(fault => ReferenceEquals(fault, next) ? rest : fault).OfType<LedgerFault>()]);
        return (next.After > 0 ? null : next, left);
    }
}
