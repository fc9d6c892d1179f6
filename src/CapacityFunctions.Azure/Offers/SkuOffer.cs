namespace CapacityFunctions.Azure.Offers;

/// <summary>A size of virtual machines that can be reserved.</summary>
/// <param name="Name">As the service spells it.</param>
/// <param name="Family">The family whose quota it counts against, as usages name it.</param>
/// <param name="Cores">vCPUs of one unit.</param>
/// <param name="Zones">The provider subscription's zones without restriction, in ordinal order.</param>
internal sealed record SkuOffer(string Name, string Family, int Cores, IReadOnlyList<string> Zones);
