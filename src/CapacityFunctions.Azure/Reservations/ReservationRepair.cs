using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>Sets reservations back that a failed change has left unusable.</summary>
internal sealed class ReservationRepair(ReservationWriter writer)
{
    /// <summary>The end of a request whose operation failed while nobody waited for it.</summary>
    internal async Task<ProviderOutcome> EndAsync(
        ReservationPlace place, HeldReservation held, RequestEntry entry, CancellationToken cancellationToken)
    {
        ProviderFailure failure = held.Failure(entry.Class ?? FailureClass.Unknown);
        RequestEntry ended = entry with { Attempted = held.Quantity, Class = failure.Class };
        ProviderFailure? unusable = await writer.RestoreAsync(place, held, ended, cancellationToken);
        return ended.Outcome(unusable is null ? failure : NotRestored(failure, unusable, held.Quantity));
    }

    /// <summary>A change of an earlier request failed and nobody has set it back.</summary>
    internal async Task<ProviderFailure?> HealAsync(ReservationPlace place, HeldReservation held, CancellationToken cancellationToken)
    {
        FailureClass known = held.Failure(FailureClass.Unknown).Class;
        RequestEntry earlier = held.Trail.Newest is { } newest
            ? newest with { Class = known }
            : new RequestEntry(RequestTrail.KeyOf("unknown"), held.Quantity, held.Quantity, held.Quantity, known);
        return await writer.RestoreAsync(place, held, earlier, cancellationToken);
    }

    /// <summary>Sets back what a refused change has left behind: nothing where Azure refused at the door.</summary>
    internal async Task<ProviderFailure> UndoAsync(
        ReservationPlace place, RequestEntry entry, ProviderFailure failure, CancellationToken cancellationToken)
    {
        HeldReservation? left = await writer.FindAsync(place, cancellationToken);
        return left is { Failed: true } && await writer.RestoreAsync(place, left, entry, cancellationToken) is { } unusable
            ? NotRestored(failure, unusable, left.Quantity)
            : failure;
    }

    private static ProviderFailure NotRestored(ProviderFailure failure, ProviderFailure unusable, long quantity) => failure with
    {
        Message = $"{failure.Message} The reservation could not be set back to {quantity} yet ({unusable.Code}); the next request does it.",
    };
}
