using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Cycles;

/// <summary>One reservation decision: what to ask the manager, and what turns its answer into decisions and requests.</summary>
/// <param name="Decisions">Of the resource type.</param>
/// <param name="Input">The question.</param>
/// <param name="Facts">What it was made of.</param>
public sealed record ReservationQuestion(CycleDecisions Decisions, ReservationPlanningInput Input, ReservationFacts Facts);
