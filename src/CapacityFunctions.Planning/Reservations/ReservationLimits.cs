namespace CapacityFunctions.Planning.Reservations;

/// <summary>How far one decision may go. Null: not limited.</summary>
public sealed record ReservationLimits
{
    /// <summary>The longest time that a limit may look back: a week.</summary>
    internal const int MostMinutes = 7 * 24 * 60;

    /// <summary>Units by which the reservation of one account may grow in one cycle, over all its zones.</summary>
    public decimal? MaxIncreasePerCycle { get; init; }

    /// <summary>Units by which the reservation of one account may shrink in one cycle, over all its zones.</summary>
    public decimal? MaxDecreasePerCycle { get; init; }

    /// <summary>Price of everything that the group holds, for an hour. It stops increases and never forces a release.</summary>
    public decimal? BudgetPerHour { get; init; }

    /// <summary>What is kept above what runs.</summary>
    public CapacityBuffer? Buffer { get; init; }

    /// <summary>After an account's reservation was raised or lowered, it is not lowered for so long.</summary>
    public int? DecreaseCoolDownMinutes { get; init; }

    /// <summary>A policy lowers a reservation only to the most that it wanted within this time: a short dip releases nothing.</summary>
    public int? StabilisationMinutes { get; init; }
}
