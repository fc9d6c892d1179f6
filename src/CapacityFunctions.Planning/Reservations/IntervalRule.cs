namespace CapacityFunctions.Planning.Reservations;

/// <summary>Raises a reservation ahead of demand: if the bound of the interval exceeds threshold × current reservation, then by the increase.</summary>
public sealed record IntervalRule
{
    /// <summary>The interval's probability, above 0 and below 1. A forecast without an interval of this level leaves the rule aside and says so.</summary>
    public required double Level { get; init; }

    public IntervalBound Bound { get; init; } = IntervalBound.Upper;

    /// <summary>Share of the current reservation; 0 or more.</summary>
    public required decimal Threshold { get; init; }

    public required RuleIncrease Increase { get; init; }
}
