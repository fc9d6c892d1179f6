using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Puts the questions of a cycle together, from what the forecasts reported and what the provider tells now.</summary>
public sealed class ReservationQuestions(
    CycleInputs inputs,
    ICapacityProvider provider,
    CoolDownStore coolDowns,
    TrailStore trails,
    GroupForecaster groups,
    GroupDecisionQuantile decisionQuantile,
    TimeProvider time,
    IOptions<CapacityOptions> options)
{
    /// <summary>Why a cycle may decide nothing any more; null while it may.</summary>
    public string? TooLate(CycleId cycleId) => time.GetUtcNow() - cycleId.ScheduledAt > options.Value.CycleExpiresAfter
        ? "the cycle came too late after its scheduled time"
        : null;

    public async Task<ReservationQuestion> AskAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ReservationPolicy policy = options.Value.Policy;
        CycleDecisions decisions = await inputs.ReadForPlanningAsync(cycleId, resourceType, cancellationToken);
        IReadOnlyList<ZoneOffer> zones = await provider.ListZonesAsync(resourceType, cancellationToken);
        ReservationFacts facts = new()
        {
            Zones = zones,
            Group = string.Equals(policy.Name, ReservationPolicyNames.Pooled, StringComparison.Ordinal)
                ? await GroupAsync(cycleId, resourceType, policy, zones, cancellationToken)
                : null,
            Family = (await provider.ListOffersAsync(cancellationToken)).FirstOrDefault(offer => offer.ResourceType == resourceType)?.Family,
            CoolDowns = await coolDowns.ListAsync(cancellationToken),
            Trails = await trails.ReadAsync(cycleId, resourceType, cancellationToken),
            HoldEverything = TooLate(cycleId),
        };
        return new ReservationQuestion(decisions, decisions.ReservationInput(policy, facts));
    }

    /// <summary>The consolidated demand; where no account could be forecast, nobody is planned for and the group needs nothing.</summary>
    private async Task<PredictedDemand> GroupAsync(
        CycleId cycleId, ResourceType resourceType, ReservationPolicy policy, IReadOnlyList<ZoneOffer> zones, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ForecastHorizon, GroupForecast> group = await groups.ForecastAsync(cycleId, resourceType, cancellationToken);
        if (group.Count < ForecastHorizons.All.Count)
        {
            return new PredictedDemand { Mean = 0 };
        }

        PredictedDemand demand = DecisionDemand.Of(group, cycleId.ScheduledAt, policy.LeadTime);
        return DecisionDemand.SingleStep(group, cycleId.ScheduledAt, policy.LeadTime) is { } step
            ? demand with
            {
                Correction = await decisionQuantile.CorrectionAsync(
                    resourceType, group[ForecastHorizon.Hour], step, policy.CostOptimal!.ProbabilityAt(zones.Min(zone => zone.PricePerUnitHour)), cancellationToken),
            }
            : demand;
    }
}
