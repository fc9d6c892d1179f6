namespace CapacityFunctions.Cycles;

/// <summary>The requests that a cycle carries out at once, by id.</summary>
/// <param name="Releases">Releases that increases need: they go first, because they make room. The other ones wait until the increases are there.</param>
/// <param name="Increases">Raises.</param>
/// <param name="Abandoned">True when the cycle came too late to decide anything.</param>
public sealed record ReservationOrders(List<string> Releases, List<string> Increases, bool Abandoned);
