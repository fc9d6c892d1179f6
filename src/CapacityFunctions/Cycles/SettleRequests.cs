using System.Collections.Concurrent;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>
/// Asks again, with the same ids, for what earlier cycles left open: requests that the provider was still at, and intents whose process died before
/// the answer was written down.
/// </summary>
public sealed class SettleRequests(
    RequestStore requests, RequestApplier applier, Refusals refusals, ReleaseKeeper keeper, CycleInputs inputs)
{
    /// <summary>Requests at once; a provider answers this many without throttling.</summary>
    private const int Parallelism = 8;

    /// <returns>How many are under way still.</returns>
    [Function(nameof(SettleRequests))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<ReservationRequest> open = await requests.ListOpenAsync(cycle.CycleId, cancellationToken);
        (IReadOnlyList<ReservationRequest> current, IReadOnlyList<ReservationRequest> superseded) = OpenRequests.Split(open);
        await requests.SaveAsync(superseded, cancellationToken);
        current = await keeper.WithholdAsync(current, cancellationToken);

        // What was decided before a freeze and not carried out yet is not carried out under it either.
        IReadOnlyList<Override> inForce = current.Count == 0 ? [] : await inputs.InForceAsync(cycle.CycleId, cancellationToken);
        ConcurrentBag<ReservationRequest> answered = [];
        await Parallel.ForEachAsync(
            current,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (request, token) => answered.Add(
                await applier.ApplyAsync(request, OpenRequests.FreezeOf(request, inForce, cycle.CycleId.ScheduledAt), token)));
        await refusals.RememberAsync(answered, cancellationToken);

        CycleId[] underWay = [.. answered.Where(request => request.Outcome == RequestOutcome.Pending).Select(request => request.CycleId)];
        await requests.SettledBeforeAsync(underWay.Append(cycle.CycleId).Min(), cancellationToken);
        return underWay.Length;
    }
}
