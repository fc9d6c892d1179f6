using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the ledger holds for one account in one zone.</summary>
/// <param name="AccountId">For whom.</param>
/// <param name="Zone">Where.</param>
/// <param name="Quantity">Units, from <see cref="ReadyAt"/> on.</param>
internal sealed record LedgerReservation(AccountId AccountId, string Zone, decimal Quantity)
{
    /// <summary>Units until then: what was held when the last increase began.</summary>
    internal decimal Before { get; init; }

    /// <summary>When the last increase is ready; null: there is none under way.</summary>
    internal DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Units in use; null where nobody has said.</summary>
    internal decimal? Allocated { get; init; }

    internal bool IsPendingAt(DateTimeOffset now) => ReadyAt > now;

    internal decimal HeldAt(DateTimeOffset now) => IsPendingAt(now) ? Before : Quantity;

    internal Reservation At(DateTimeOffset now, ResourceType resourceType) =>
        new(AccountId, resourceType, Zone, HeldAt(now)) { Allocated = Allocated };
}
