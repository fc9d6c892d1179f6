using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>
/// Takes note of refusals, and plans once more for the accounts that a full zone left short: other zones may have what it had not. The requests of
/// this second round have ids of their own, so none is carried out twice.
/// </summary>
public sealed class PlanElsewhere(ReservationQuestions questions, Refusals refusals, RequestStore requests, DecisionStore decisions)
{
    private const int SecondRound = 2;

    /// <returns>The increases to carry out, by id; none when every zone gave what was asked of it.</returns>
    [Function(nameof(PlanElsewhere))]
    public async Task<List<string>> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<ReservationRequest> asked = await requests.ListForCycleAsync(cycle.CycleId, cancellationToken);
        await refusals.RememberAsync(asked, cancellationToken);
        List<string> increases = [];
        foreach (IGrouping<ResourceType, ReservationRequest> byType in asked.GroupBy(request => request.ResourceType))
        {
            IReadOnlySet<AccountId> lacking = CycleRemainder.ShortOf(byType);
            if (lacking.Count > 0)
            {
                increases.AddRange(await PlanAsync(cycle.CycleId, byType.Key, lacking, cancellationToken));
            }
        }

        return increases;
    }

    private async Task<IEnumerable<string>> PlanAsync(
        CycleId cycleId, ResourceType resourceType, IReadOnlySet<AccountId> lacking, CancellationToken cancellationToken)
    {
        AccountDecision[] decided =
        [
            .. (await decisions.ListAsync(cycleId, cancellationToken))
                .Where(decision => decision.ResourceType == resourceType && lacking.Contains(decision.AccountId)),
        ];
        ReservationQuestion question = await questions.AskAsync(cycleId, resourceType, cancellationToken);
        ReservationPlan plan = CapacityReservationManager.Plan(CycleDecisions.Remainder(
            question.Input, decided.ToDictionary(decision => decision.AccountId, decision => decision.ReservedAfter.Values.Sum())));

        // Releases are in the first round's requests already; they wait for these.
        ReservationRequest[] increases =
            [.. question.Decisions.Requests(plan, SecondRound).Where(request => request.RequestType == RequestType.Increase)];
        IReadOnlyList<ReservationRequest> stored = await requests.WriteIntentsAsync(increases, cancellationToken);
        await decisions.SaveAsync(CycleDecisions.DecideAgain(decided, plan), cancellationToken);
        return stored.Where(request => request.Outcome == RequestOutcome.Intended).Select(request => request.Id);
    }
}
