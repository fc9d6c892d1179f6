using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Asks the provider for one absolute quantity and writes down what it answered. Asking twice changes nothing.</summary>
public sealed class ApplyReservation(RequestStore requests, ICapacityProvider provider, ILogger<ApplyReservation> logger)
{
    [Function(nameof(ApplyReservation))]
    public async Task RunAsync([ActivityTrigger] ReservationOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);

        ReservationRequest request = await requests.GetAsync(order.CycleId, order.RequestId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no request {order.RequestId} in {order.CycleId}.");
        if (request.Outcome != RequestOutcome.Intended)
        {
            return;
        }

        ProviderOutcome outcome = await provider.SetReservationAsync(
            request.Id, request.AccountId, request.ResourceType, request.Zone, request.Target, cancellationToken);
        ReservationRequest completed = outcome switch
        {
            ProviderOutcome.Applied => request with { Outcome = RequestOutcome.Applied },
            ProviderOutcome.Reduced reduced => request with { Outcome = RequestOutcome.Reduced, OutcomeReason = reduced.Failure.Message },
            ProviderOutcome.Refused refused => request with { Outcome = RequestOutcome.Refused, OutcomeReason = refused.Failure.Message },
            _ => throw new InvalidOperationException("Unknown outcome of the provider."),
        };
        if (completed.OutcomeReason is { } reason)
        {
            logger.RequestRefused(request.Id, reason);
        }

        await requests.CompleteAsync(completed, cancellationToken);
    }
}
