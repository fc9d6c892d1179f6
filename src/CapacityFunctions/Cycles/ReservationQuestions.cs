using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Housekeeping;
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
    ClockGuard clock,
    TimeProvider time,
    IOptions<CapacityOptions> options)
{
    /// <summary>Why a cycle may decide nothing any more; null while it may.</summary>
    public string? TooLate(CycleId cycleId) => time.GetUtcNow() - cycleId.ScheduledAt > options.Value.CycleExpiresAfter
        ? "the cycle came too late after its scheduled time"
        : null;

    public Task<ReservationQuestion> AskAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken) =>
        AskAsync(cycleId, cycleId, resourceType, cancellationToken);

    /// <param name="cycleId">The cycle that decides.</param>
    /// <param name="forecastsOf">The cycle whose forecasts it rests on: itself, or an earlier one for a preview.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReservationQuestion> AskAsync(
        CycleId cycleId, CycleId forecastsOf, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ReservationPolicy policy = options.Value.Policy;
        CycleDecisions decisions = await inputs.ReadForPlanningAsync(cycleId, forecastsOf, resourceType, cancellationToken);
        IReadOnlyList<ZoneOffer> zones = await provider.ListZonesAsync(resourceType, cancellationToken);
        ReservationFacts facts = new()
        {
            Zones = zones,
            Group = string.Equals(policy.Name, ReservationPolicyNames.Pooled, StringComparison.Ordinal)
                ? await GroupAsync(forecastsOf, cycleId.ScheduledAt, resourceType, policy, zones, cancellationToken)
                : null,
            Family = (await provider.ListOffersAsync(cancellationToken)).FirstOrDefault(offer => offer.ResourceType == resourceType)?.Family,
            CoolDowns = await coolDowns.ListAsync(cancellationToken),
            Trails = await trails.ReadAsync(cycleId, resourceType, cancellationToken),
            HoldEverything = TooLate(cycleId) ?? clock.HoldReason,
        };
        return new ReservationQuestion(decisions, decisions.ReservationInput(policy, facts), facts);
    }

    /// <summary>The consolidated demand; where no account could be forecast, nobody is planned for and the group needs nothing.</summary>
    private async Task<PredictedDemand> GroupAsync(
        CycleId forecastsOf,
        DateTimeOffset now,
        ResourceType resourceType,
        ReservationPolicy policy,
        IReadOnlyList<ZoneOffer> zones,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ForecastHorizon, GroupForecast> group = await groups.ForecastAsync(forecastsOf, resourceType, cancellationToken);
        if (group.Count < ForecastHorizons.All.Count)
        {
            return new PredictedDemand { Mean = 0 };
        }

        PredictedDemand demand = DecisionDemand.Of(group, now, policy.LeadTime);
        return DecisionDemand.SingleStep(group, now, policy.LeadTime) is { } step
            ? demand with
            {
                Correction = await decisionQuantile.CorrectionAsync(
                    resourceType, group[ForecastHorizon.Hour], step, policy.CostOptimal!.ProbabilityAt(zones.Min(zone => zone.PricePerUnitHour)), cancellationToken),
            }
            : demand;
    }
}
