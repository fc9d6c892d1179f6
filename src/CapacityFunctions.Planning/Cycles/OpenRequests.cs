using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Requests that earlier cycles left open.</summary>
public static class OpenRequests
{
    /// <summary>
    /// Of several for one account, resource type and zone only the newest is asked for again: an older one would set the quantity back to what
    /// was right before.
    /// </summary>
    /// <param name="open">Open requests, in any order.</param>
    /// <returns>Those to ask for; and the others, as <see cref="RequestOutcome.Withdrawn"/>.</returns>
    public static (IReadOnlyList<ReservationRequest> Current, IReadOnlyList<ReservationRequest> Superseded) Split(IEnumerable<ReservationRequest> open)
    {
        List<ReservationRequest> current = [];
        List<ReservationRequest> superseded = [];
        foreach (IGrouping<object, ReservationRequest> place in open.GroupBy(request => (object)(request.AccountId, request.ResourceType, request.Zone)))
        {
            ReservationRequest[] newestFirst =
                [.. place.OrderByDescending(request => request.CycleId).ThenByDescending(request => request.Id, StringComparer.Ordinal)];
            current.Add(newestFirst[0]);
            superseded.AddRange(newestFirst.Skip(1).Select(request => request with
            {
                Outcome = RequestOutcome.Withdrawn,
                OutcomeReason = $"{newestFirst[0].Id} is newer",
            }));
        }

        return (current, superseded);
    }

    /// <summary>The freeze under which a request must not be carried out, in words; null when there is none.</summary>
    /// <param name="request">An open request.</param>
    /// <param name="overrides">All overrides that may be in force.</param>
    /// <param name="at">The instant of the cycle that settles it.</param>
    public static string? FreezeOf(ReservationRequest request, IEnumerable<Override> overrides, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OverrideSet.ActiveAt(overrides, request.ResourceType, at).For(request.AccountId).Find(OverrideKind.Freeze) is { } freeze
            ? $"not carried out: {OverrideText.Describe(freeze)}"
            : null;
    }
}
