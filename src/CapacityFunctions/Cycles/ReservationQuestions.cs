using CapacityFunctions.Forecasting.Aggregation;
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
    GroupDemands groups,
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
        ReservationFacts facts = new()
        {
            Zones = await provider.ListZonesAsync(resourceType, cancellationToken),
            Group = string.Equals(policy.Name, ReservationPolicyNames.Pooled, StringComparison.Ordinal)
                ? await GroupAsync(cycleId, resourceType, policy.LeadTime, cancellationToken)
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
        CycleId cycleId, ResourceType resourceType, LeadTimeParameters? leadTime, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ForecastHorizon, GroupDemand> group = await groups.ReadAsync(cycleId, resourceType, cancellationToken);
        return group.Count == ForecastHorizons.All.Count
            ? DecisionDemand.Of(group, cycleId.ScheduledAt, leadTime)
            : new PredictedDemand { Mean = 0 };
    }
}
