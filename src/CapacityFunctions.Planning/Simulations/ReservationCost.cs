namespace CapacityFunctions.Planning.Simulations;

/// <summary>What reservations came to over the buckets that had usage.</summary>
public sealed record ReservationCost
{
    public static ReservationCost None { get; } = new();

    public double ReservedUnitHours { get; init; }

    public double UsedUnitHours { get; init; }

    /// <summary>Used and not reserved.</summary>
    public double ShortageUnitHours { get; init; }

    /// <summary>Reserved × price + shortage × shortage cost.</summary>
    public double Cost { get; init; }

    /// <summary>Buckets in which more was reserved than in the one before.</summary>
    public int Increases { get; init; }

    /// <summary>Buckets in which less was reserved than in the one before.</summary>
    public int Decreases { get; init; }

    /// <summary>Buckets that counted.</summary>
    public int Buckets { get; init; }

    /// <summary>Of them, those in which more was used than reserved.</summary>
    public int ShortBuckets { get; init; }

    /// <summary>Shortage ÷ used; 0 where nothing was used.</summary>
    public double ShortageShare => UsedUnitHours > 0 ? ShortageUnitHours / UsedUnitHours : 0;

    /// <summary>Share of buckets with a shortage: for a quantile, how often it was really exceeded.</summary>
    public double Exceedance => Buckets > 0 ? (double)ShortBuckets / Buckets : 0;

    public static ReservationCost operator +(ReservationCost left, ReservationCost right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new ReservationCost
        {
            ReservedUnitHours = left.ReservedUnitHours + right.ReservedUnitHours,
            UsedUnitHours = left.UsedUnitHours + right.UsedUnitHours,
            ShortageUnitHours = left.ShortageUnitHours + right.ShortageUnitHours,
            Cost = left.Cost + right.Cost,
            Increases = left.Increases + right.Increases,
            Decreases = left.Decreases + right.Decreases,
            Buckets = left.Buckets + right.Buckets,
            ShortBuckets = left.ShortBuckets + right.ShortBuckets,
        };
    }

    public static ReservationCost Add(ReservationCost left, ReservationCost right) => left + right;
}
