namespace CapacityFunctions.Storage.Ledger;

/// <summary>What may be held of a resource type over all zones.</summary>
/// <param name="Limit">In the quota's own measure, such as cores; 0 or more.</param>
/// <param name="PerUnit">How much of it one unit counts; above 0.</param>
public sealed record LedgerQuota(decimal Limit, decimal PerUnit = 1);
