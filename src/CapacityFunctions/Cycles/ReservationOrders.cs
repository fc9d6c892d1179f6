namespace CapacityFunctions.Cycles;

/// <summary>The requests that a cycle has to carry out, by id.</summary>
/// <param name="Decreases">Releases: they go first, because they make room.</param>
/// <param name="Increases">Raises.</param>
/// <param name="Abandoned">True when the cycle came too late to decide anything.</param>
public sealed record ReservationOrders(List<string> Decreases, List<string> Increases, bool Abandoned);
