namespace CapacityFunctions.Planning.Reservations;

/// <summary>
/// A bound of the demand below which nothing is released: without it, a release can fall so far that an interval rule raises it again in the next
/// cycle, and the two take turns.
/// </summary>
/// <param name="Level">The interval's probability, above 0 and below 1. A forecast without an interval of this level sets no floor and says so.</param>
/// <param name="Bound">Which end of it.</param>
public sealed record ReleaseFloor(double Level, IntervalBound Bound = IntervalBound.Upper);
