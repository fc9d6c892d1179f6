namespace CapacityFunctions.Providers;

/// <summary>One quota and how far it is used.</summary>
/// <param name="Name">The provider's name of it: a family of sizes, or the region's total.</param>
/// <param name="Used">What counts against it now, in the quota's own measure (cores for virtual machines).</param>
/// <param name="Limit">What may count against it.</param>
/// <param name="PerUnit">How much one unit of the resource type counts.</param>
public sealed record QuotaReading(string Name, decimal Used, decimal Limit, decimal PerUnit);
