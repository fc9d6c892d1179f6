using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Providers;

/// <summary>A resource type that can be reserved.</summary>
/// <param name="ResourceType">Its name, such as <c>Standard_D4s_v5</c>.</param>
/// <param name="Family">The family whose quota it counts against; null where there are no families.</param>
/// <param name="Zones">Where it is offered without restriction, in ordinal order.</param>
public sealed record ResourceOffer(ResourceType ResourceType, string? Family, IReadOnlyList<string> Zones);
