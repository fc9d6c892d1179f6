namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>One reason to trust a forecast less.</summary>
/// <param name="Kind">Decides, by the policy, what follows.</param>
/// <param name="Reason">For people.</param>
public sealed record ForecastDoubt(DoubtKind Kind, string Reason);
