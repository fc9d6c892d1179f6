using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Where one reservation is kept.</summary>
/// <param name="Account">For whom.</param>
/// <param name="Size">The size of machine.</param>
/// <param name="Zone">As the account calls it.</param>
internal sealed record ReservationPlace(AccountId Account, string Size, string Zone)
{
    internal string GroupName { get; } = ReservationNames.OfGroup(Account);

    internal string ReservationName { get; } = ReservationNames.OfReservation(Size, Zone);
}
