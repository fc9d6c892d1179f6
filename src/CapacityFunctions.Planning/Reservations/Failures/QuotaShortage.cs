namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>The four numbers with which a provider refuses for lack of quota, in the quota's own measure (cores).</summary>
/// <param name="Name">Which quota: the family, or the region's total.</param>
/// <param name="Limit">What is allowed now.</param>
/// <param name="Usage">What is in use now.</param>
/// <param name="Required">What the request needs on top.</param>
/// <param name="NewLimit">The lowest limit with which it would succeed.</param>
public sealed record QuotaShortage(string Name, decimal Limit, decimal Usage, decimal Required, decimal NewLimit);
