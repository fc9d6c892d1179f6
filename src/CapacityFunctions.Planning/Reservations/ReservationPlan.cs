namespace CapacityFunctions.Planning.Reservations;

/// <summary>What shall be held for every account, and what that costs.</summary>
/// <param name="Accounts">One for each account asked about, by account id.</param>
/// <param name="CostPerHour">Price of all targets for an hour.</param>
/// <param name="Unmet">What could not be placed, with the reason.</param>
public sealed record ReservationPlan(
    IReadOnlyList<AccountReservationPlan> Accounts, decimal CostPerHour, IReadOnlyList<UnmetReservation> Unmet)
{
    /// <summary>Price for an hour of all that is held now.</summary>
    public decimal CostPerHourBefore => Accounts.Sum(account => account.CostPerHourBefore);
}
