namespace CapacityFunctions.Planning.Reservations;

/// <summary>How far one decision may go. Null: not limited.</summary>
public sealed record ReservationLimits
{
    /// <summary>Units by which the reservation of one account may grow in one cycle, over all its zones.</summary>
    public decimal? MaxIncreasePerCycle { get; init; }

    /// <summary>Units by which the reservation of one account may shrink in one cycle, over all its zones.</summary>
    public decimal? MaxDecreasePerCycle { get; init; }

    /// <summary>Price of everything that the group holds, for an hour. It stops increases and never forces a release.</summary>
    public decimal? BudgetPerHour { get; init; }
}
