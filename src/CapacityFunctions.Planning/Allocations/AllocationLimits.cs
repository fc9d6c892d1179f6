namespace CapacityFunctions.Planning.Allocations;

/// <summary>How much one run may move. The defaults bind nothing.</summary>
public sealed record AllocationLimits
{
    /// <summary>What the loop uses: a tenth of the capacity a cycle, changes of at least 5 %, and a gain stays for a quarter of an hour.</summary>
    public static AllocationLimits Standard { get; } =
        new() { MaxShiftShare = 0.1m, DeadBandShare = 0.05m, ExemptMinutes = 15, ReturnMinutes = 60 };

    /// <summary>
    /// Units that may move between accounts in one run; null: as many as it takes. What guarantees, pins and maximums demand moves whatever
    /// this says, and uses it up first.
    /// </summary>
    public decimal? MaxShift { get; init; }

    /// <summary>The same as a share of the capacity, 0 to 1, up to whole steps; the smaller of both counts. Null: as many as it takes.</summary>
    public decimal? MaxShiftShare { get; init; }

    /// <summary>An account whose amount would change by less keeps what it has; in units. Guarantees, pins and maximums are exempt.</summary>
    public decimal DeadBand { get; init; }

    /// <summary>The same as a share of what the account has, 0 to 1; the larger of both counts.</summary>
    public decimal DeadBandShare { get; init; }

    /// <summary>
    /// An account that was given units loses none for so many minutes, unless a guarantee, a pin, a maximum or shrunk capacity leaves no other
    /// way; 0 to 10,080.
    /// </summary>
    public int ExemptMinutes { get; init; }

    /// <summary>Minutes that it takes to get lent units back: the time over which accounts say what they will need; 1 to 10,080. Null: not stated.</summary>
    public int? ReturnMinutes { get; init; }
}
