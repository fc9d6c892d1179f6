using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Puts the questions of a cycle together, from what the forecasts reported and what the provider tells now.</summary>
public sealed class ReservationQuestions(
    CycleInputs inputs,
    ICapacityProvider provider,
    CoolDownStore coolDowns,
    PredictionStore predictions,
    TimeProvider time,
    IOptions<CapacityOptions> options)
{
    private static readonly Dictionary<string, double> AnyZone = new(StringComparer.Ordinal);

    /// <summary>Why a cycle may decide nothing any more; null while it may.</summary>
    public string? TooLate(CycleId cycleId) => time.GetUtcNow() - cycleId.ScheduledAt > options.Value.CycleExpiresAfter
        ? "the cycle came too late after its scheduled time"
        : null;

    public async Task<ReservationQuestion> AskAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ReservationPolicy policy = options.Value.Policy;
        CycleDecisions decisions = await inputs.ReadForPlanningAsync(cycleId, resourceType, cancellationToken);
        IReadOnlyList<ZoneOffer> zones = await provider.ListZonesAsync(resourceType, cancellationToken);
        ReservationPlanningInput input = decisions.ReservationInput(policy, zones, TooLate(cycleId)) with
        {
            CoolDowns = await coolDowns.ListAsync(cancellationToken),
            Family = (await provider.ListOffersAsync(cancellationToken)).FirstOrDefault(offer => offer.ResourceType == resourceType)?.Family,
            Group = string.Equals(policy.Name, ReservationPolicyNames.Pooled, StringComparison.Ordinal)
                ? await GroupAsync(cycleId, resourceType, cancellationToken)
                : null,
        };
        return new ReservationQuestion(decisions, input);
    }

    /// <summary>The consolidated forecast of the hour; where no account could be forecast, nobody is planned for and the group needs nothing.</summary>
    private async Task<PredictedDemand> GroupAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken) =>
        await predictions.GetAsync(account: null, resourceType, ForecastHorizon.Hour, cycleId, cancellationToken) is { } group
            ? PredictionPeaks.DemandOf(group.Prediction, AnyZone)
            : new PredictedDemand { Mean = 0 };
}
