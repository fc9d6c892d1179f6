using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>Asks for one reservation request to be carried out.</summary>
public sealed record ReservationOrder(CycleId CycleId, string RequestId);
