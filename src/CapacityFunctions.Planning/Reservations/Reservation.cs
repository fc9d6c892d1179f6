using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>Capacity held at the provider for one account in one zone.</summary>
/// <param name="AccountId">For whom it is held.</param>
/// <param name="ResourceType">What is held.</param>
/// <param name="Zone">Where it is held.</param>
/// <param name="Quantity">How many units are held; 0 or more.</param>
public sealed record Reservation(AccountId AccountId, ResourceType ResourceType, string Zone, decimal Quantity)
{
    /// <summary>Units of it that something runs on or that are promised to something; null where the provider does not know.</summary>
    public decimal? Allocated { get; init; }
}
