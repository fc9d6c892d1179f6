using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Requests;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Decides what shall be reserved, and writes it down before anything is asked of the provider.</summary>
public sealed class PlanReservations(
    CycleInputs inputs, ReservationQuestions questions, RequestStore requests, DecisionStore decisions, TrailStore trails)
{
    [Function(nameof(PlanReservations))]
    public async Task<ReservationOrders> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        bool tooLate = questions.TooLate(cycle.CycleId) is not null;
        Dictionary<ResourceType, IReadOnlyList<ZoneOffer>> offers = [];
        foreach (ResourceType resourceType in await inputs.ResourceTypesAsync(cycle.CycleId, cancellationToken))
        {
            ReservationQuestion question = await questions.AskAsync(cycle.CycleId, resourceType, cancellationToken);
            ReservationPlan plan = CapacityReservationManager.Plan(question.Input);
            offers[resourceType] = question.Input.Zones;

            await requests.WriteIntentsAsync(question.Decisions.Requests(plan), cancellationToken);
            await decisions.SaveAsync(question.Decisions.Decide(plan, question.Input), cancellationToken);
            await trails.SaveAsync(
                cycle.CycleId, resourceType, plan.Accounts.Select(account => new AccountTrail(account.AccountId, account.Trail)), cancellationToken);
        }

        RequestOrder order = RequestOrder.Of(
            (await requests.ListForCycleAsync(cycle.CycleId, cancellationToken)).Where(request => request.Outcome == RequestOutcome.Intended), offers);
        return new ReservationOrders(
            [.. order.First.Select(request => request.Id)], [.. order.Increases.Select(request => request.Id)], tooLate);
    }
}
