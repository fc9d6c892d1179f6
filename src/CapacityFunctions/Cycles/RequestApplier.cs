using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Asks the provider for one absolute quantity and writes down what it answered. Asking twice changes nothing.</summary>
public sealed class RequestApplier(
    RequestStore requests, ICapacityProvider provider, TimeProvider time, IOptions<CapacityOptions> options, ILogger<RequestApplier> logger)
{
    /// <returns>The request as it is now: one that was not open stays as it is.</returns>
    public Task<ReservationRequest> ApplyAsync(ReservationRequest request, CancellationToken cancellationToken) =>
        ApplyAsync(request, withheldBy: null, cancellationToken);

    /// <inheritdoc cref="ApplyAsync(ReservationRequest, CancellationToken)"/>
    /// <param name="request">The request.</param>
    /// <param name="withheldBy">Why an intent must not be carried out any more; null when it may. What the provider is at already goes on.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<ReservationRequest> ApplyAsync(ReservationRequest request, string? withheldBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Outcome is not (RequestOutcome.Intended or RequestOutcome.Pending))
        {
            return request;
        }

        string? withheld = request.Outcome == RequestOutcome.Intended ? withheldBy : null;
        withheld ??= IsOver(request) ? "its time was over before it was carried out" : null;
        ReservationRequest answered = withheld is not null
            ? await VerifyAsync(request, withheld, cancellationToken)
            : With(request, await provider.SetReservationAsync(
                request.Id, request.AccountId, request.ResourceType, request.Zone, request.Target, cancellationToken));
        if (answered.OutcomeReason is { } reason)
        {
            logger.RequestRefused(request.Id, answered.Failure?.Class ?? FailureClass.Unknown, reason);
        }

        await requests.CompleteAsync(answered, cancellationToken);
        return answered;
    }

    /// <summary>An intent is carried out as long as its cycle may decide: after that, its quantity is for a time that is over.</summary>
    private bool IsOver(ReservationRequest request) =>
        request.Outcome == RequestOutcome.Intended && time.GetUtcNow() - request.CycleId.ScheduledAt > options.Value.CycleExpiresAfter;

    /// <summary>Finds out whether a request that must not be carried out any more was carried out before its process died, without carrying it out.</summary>
    private async Task<ReservationRequest> VerifyAsync(ReservationRequest request, string why, CancellationToken cancellationToken)
    {
        decimal held = (await provider.ListReservationsAsync(request.ResourceType, cancellationToken))
            .Where(reservation => reservation.AccountId == request.AccountId && string.Equals(reservation.Zone, request.Zone, StringComparison.Ordinal))
            .Sum(reservation => reservation.Quantity);
        return held == request.Target
            ? request with { Outcome = RequestOutcome.Applied, Granted = held }
            : request with { Outcome = RequestOutcome.Withdrawn, OutcomeReason = why };
    }

    private static ReservationRequest With(ReservationRequest request, ProviderOutcome outcome)
    {
        ReservationRequest answered = request with { Failure = null, OutcomeReason = null, Granted = null, ReadyAt = null };
        return outcome switch
        {
            ProviderOutcome.Applied applied => answered with { Outcome = RequestOutcome.Applied, Granted = applied.Quantity },
            ProviderOutcome.Reduced reduced => answered with
            {
                Outcome = RequestOutcome.Reduced,
                Granted = reduced.Quantity,
                Failure = reduced.Failure,
                OutcomeReason = reduced.Failure.Message,
            },
            ProviderOutcome.Refused refused => answered with
            {
                Outcome = RequestOutcome.Refused,
                Failure = refused.Failure,
                OutcomeReason = refused.Failure.Message,
            },
            ProviderOutcome.Pending pending => answered with
            {
                Outcome = RequestOutcome.Pending,
                Granted = pending.Quantity,
                ReadyAt = pending.ReadyAt,
            },
            _ => throw new InvalidOperationException("Unknown outcome of the provider."),
        };
    }
}
