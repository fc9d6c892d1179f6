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
            ?? throw new InvalidOperationException($"There is no request {order.RequestId} in {order.CycleId}.");
        await applier.ApplyAsync(request, cancellationToken);
    }
}
