namespace CapacityFunctions.Planning.Reservations;

/// <summary>What an account will need over the time that a decision covers (its lead time included).</summary>
public sealed record PredictedDemand
{
    /// <summary>Expected demand in units; finite, 0 or more.</summary>
    public required double Mean { get; init; }

    public IReadOnlyList<DemandInterval> Intervals { get; init; } = [];

    /// <summary>Share of the demand by zone; adds up to 1. Empty: anywhere.</summary>
    public IReadOnlyDictionary<string, double> ByZone { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>
    /// Units by which the quantile that a decision orders has to be moved, as its earlier outcomes teach; finite, 0 where nothing was learned.
    /// Thresholds do not look at it.
    /// </summary>
    public double Correction { get; init; }

    /// <summary>The same mean with bounds farther from it.</summary>
    /// <param name="factor">Of their distances from the mean; at least 1.</param>
    internal PredictedDemand Widened(double factor) => this with
    {
        Intervals =
        [
            .. Intervals.Select(interval => interval with
            {
                Lower = Math.Max(0, Math.Min(interval.Lower, Mean + (factor * (interval.Lower - Mean)))),
                Upper = Math.Max(interval.Upper, Mean + (factor * (interval.Upper - Mean))),
            }),
        ],
    };

    /// <summary>The same demand on another scale.</summary>
    internal PredictedDemand Times(double factor) => this with
    {
        Mean = Mean * factor,
        Correction = Correction * factor,
        Intervals = [.. Intervals.Select(interval => interval with { Lower = interval.Lower * factor, Upper = interval.Upper * factor })],
    };
}
