namespace CapacityFunctions.Storage.Ledger;

/// <summary>One availability zone of the ledger.</summary>
/// <param name="Zone">Its name, 1 to 64 characters.</param>
/// <param name="PricePerUnitHour">Price of one unit for an hour; 0 or more.</param>
/// <param name="Capacity">Units that exist, held ones included; 0 or more.</param>
public sealed record LedgerZone(string Zone, decimal PricePerUnitHour, decimal Capacity);
