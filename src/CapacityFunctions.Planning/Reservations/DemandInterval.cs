namespace CapacityFunctions.Planning.Reservations;

/// <summary>Bounds of the demand over the time that a decision covers.</summary>
/// <param name="Level">Probability, above 0 and below 1.</param>
/// <param name="Lower">Units; 0 or more.</param>
/// <param name="Upper">Units; not below <paramref name="Lower"/>.</param>
public sealed record DemandInterval(double Level, double Lower, double Upper)
{
    private const double LevelTolerance = 1e-9;

    /// <summary>Whether this is the interval of a level, binary rounding aside.</summary>
    internal bool HasLevel(double level) => Math.Abs(Level - level) <= LevelTolerance;
}
