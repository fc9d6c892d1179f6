using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Carries out one request of the cycle. A second time changes nothing.</summary>
public sealed class ApplyReservation(RequestStore requests, RequestApplier applier)
{
    [Function(nameof(ApplyReservation))]
    public async Task RunAsync([ActivityTrigger] ReservationOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);

        ReservationRequest request = await requests.GetAsync(order.CycleId, order.RequestId, cancellationToken)
            // Storage that was set back has lost it, and the engine soon notices by its own rows: tried again until then, and no broken contract.
            ?? throw new KeyNotFoundException($"There is no request {order.RequestId} in {order.CycleId}.");
        await applier.ApplyAsync(request, cancellationToken);
    }
}
