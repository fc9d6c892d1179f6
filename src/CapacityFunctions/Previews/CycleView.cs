using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides.Bindings;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Previews;

/// <summary>What the next cycle would decide on in one resource type, read without writing anything.</summary>
/// <param name="Question">What to reserve.</param>
/// <param name="Allocation">What the division looks at.</param>
/// <param name="Held">What is held now.</param>
/// <param name="Quotas">What quotas allow.</param>
public sealed record CycleView(
    ReservationQuestion Question, AllocationFacts Allocation, IReadOnlyList<Reservation> Held, IReadOnlyList<QuotaRoom> Quotas)
{
    internal BindingFacts Facts => new(Question.Input, Question.Decisions.AllocationInput(Allocation), Quotas);
}
