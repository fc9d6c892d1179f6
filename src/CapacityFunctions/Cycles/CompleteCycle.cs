using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Ends a cycle, however it went: the decisions with what came of them, the numbers, and the way free for the next one.</summary>
public sealed class CompleteCycle(
    CycleStore cycles,
    DecisionStore decisions,
    DivisionStore divisions,
    RequestStore requests,
    TimelineRecorder timeline,
    CycleMeters meters,
    ICapacityProvider provider,
    TimeProvider time,
    ILogger<CompleteCycle> logger)
{
    [Function(nameof(CompleteCycle))]
    public async Task<CycleSummary> RunAsync([ActivityTrigger] CycleEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);

        IReadOnlyList<ReservationRequest> applied = await requests.ListForCycleAsync(end.CycleId, cancellationToken);
        IReadOnlyList<ReservationRequest> underWay = await requests.ListOpenAsync(end.CycleId, cancellationToken);
        IReadOnlyList<AccountDecision> decided = await decisions.ListAsync(end.CycleId, cancellationToken);
        Dictionary<(ResourceType, string), decimal> prices = [];
        Dictionary<ResourceType, IReadOnlyList<ZoneOffer>> zones = [];
        List<AccountDecision> outcome = [];
        foreach (IGrouping<ResourceType, AccountDecision> byType in decided.GroupBy(decision => decision.ResourceType))
        {
            IReadOnlyList<Reservation> held = await provider.ListReservationsAsync(byType.Key, cancellationToken);
            outcome.AddRange(CycleOutcome.WithReservations(
                byType, held, applied.Concat(underWay).Where(request => request.ResourceType == byType.Key)));
            zones[byType.Key] = await provider.ListZonesAsync(byType.Key, cancellationToken);
            foreach (ZoneOffer zone in zones[byType.Key])
            {
                prices[(byType.Key, zone.Zone)] = zone.PricePerUnitHour;
            }
        }

        await decisions.SaveAsync(outcome, cancellationToken);
        WarnOfUnmet(end.CycleId, outcome);
        int shifts = (await divisions.ListAsync(end.CycleId, cancellationToken)).Sum(division => division.Result.Shifts.Count);
        CycleSummary summary = CycleOutcome.Summarise(
            outcome, applied, shifts, (resourceType, zone) => prices.GetValueOrDefault((resourceType, zone)));

        Cycle running = await cycles.GetAsync(end.CycleId, cancellationToken)
            ?? throw new InvalidOperationException($"{end.CycleId} was never started.");
        Cycle ended = await cycles.EndAsync(
            running with { Status = end.Status, EndedAt = time.GetUtcNow(), Summary = summary, Reason = end.Reason }, cancellationToken);

        if (end.Status == CycleStatus.Failed)
        {
            logger.CycleFailed(end.CycleId, end.Reason ?? "unknown");
        }

        logger.CycleEnded(end.CycleId, end.Status, summary.Series, summary.Held, summary.Increases, summary.Decreases, summary.Shifts);
        meters.Ended(ended, CycleCounts.Of(outcome, applied), await timeline.RecordAsync(ended, outcome, zones, cancellationToken));
        return summary;
    }

    private void WarnOfUnmet(CycleId cycleId, IEnumerable<AccountDecision> outcome)
    {
        foreach (IGrouping<ResourceType, AccountDecision> byType in outcome.Where(decision => decision.Unmet > 0).GroupBy(decision => decision.ResourceType))
        {
            AccountDecision worst = byType.MaxBy(decision => decision.Unmet)!;
            logger.CapacityUnmet(
                cycleId, byType.Sum(decision => decision.Unmet), byType.Key.Value, byType.Count(), worst.AccountId.Value, string.Join("; ", worst.Reasons));
        }
    }
}
