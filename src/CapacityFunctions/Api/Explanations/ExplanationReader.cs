using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Explanations;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Performance;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Api.Explanations;

/// <summary>Gathers what is stored of decisions.</summary>
public sealed class ExplanationReader(
    DecisionStore decisions,
    OutlookStore outlooks,
    PredictionStore predictions,
    RequestStore requests,
    AccountStore accounts,
    PerformanceStore performance,
    AccuracyStore accuracy,
    IOptions<CapacityOptions> options)
{
    /// <summary>Of one decision; null when the cycle has nothing of this series and did not fail either.</summary>
    public async Task<DecisionRecords?> ReadAsync(Cycle cycle, AccountId account, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        AccountDecision? decision = await decisions.GetAsync(cycle.Id, account, resourceType, cancellationToken);
        SeriesOutlook? outlook = await outlooks.GetAsync(cycle.Id, account, resourceType, cancellationToken);
        if (decision is null && outlook is null && cycle.Status == CycleStatus.Completed)
        {
            return null;
        }

        ServiceLevel? promised = (await accounts.GetAsync(account, cancellationToken))?.Value.ServiceLevel;
        return new DecisionRecords
        {
            Cycle = cycle,
            AccountId = account,
            ResourceType = resourceType,
            Decision = decision,
            Outlook = outlook,
            Predictions = await PredictionsAsync(cycle.Id, account, resourceType, cancellationToken),
            Requests = [.. (await requests.ListForCycleAsync(cycle.Id, cancellationToken))
                .Where(request => request.AccountId == account && request.ResourceType == resourceType)],
            ServiceLevel = promised,
            Samples = promised is null ? [] : await SamplesAsync(cycle.Id, account, cancellationToken),
            Accuracy = (await accuracy.FindAsync(account, resourceType, cancellationToken))?.Value,
        };
    }

    /// <summary>Of all decisions for a resource type; null when the cycle has none.</summary>
    public async Task<GroupRecords?> ReadGroupAsync(Cycle cycle, ResourceType resourceType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        AccountDecision[] decided = [.. (await decisions.ListAsync(cycle.Id, cancellationToken)).Where(decision => decision.ResourceType == resourceType)];
        return decided.Length == 0 ? null : new GroupRecords
        {
            Cycle = cycle,
            ResourceType = resourceType,
            Decisions = decided,
            Predictions = await PredictionsAsync(cycle.Id, account: null, resourceType, cancellationToken),
            Accuracy = (await accuracy.FindAsync(account: null, resourceType, cancellationToken))?.Value,
        };
    }

    /// <summary>What a cycle has decisions of.</summary>
    public async Task<IReadOnlyList<SeriesKey>> SeriesOfAsync(Cycle cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        return [.. (await decisions.ListAsync(cycle.Id, cancellationToken)).Select(decision => new SeriesKey(decision.AccountId, decision.ResourceType))];
    }

    private async Task<IReadOnlyList<WorkloadPrediction>> PredictionsAsync(
        CycleId cycleId, AccountId? account, ResourceType resourceType, CancellationToken cancellationToken)
    {
        List<WorkloadPrediction> found = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            if (await predictions.GetAsync(account, resourceType, horizon, cycleId, cancellationToken) is { } stored)
            {
                found.Add(stored.Prediction);
            }
        }

        return found;
    }

    /// <summary>As the allocation looks at them.</summary>
    private Task<IReadOnlyList<ServiceLevelSample>> SamplesAsync(CycleId cycleId, AccountId account, CancellationToken cancellationToken)
    {
        TimeSpan window = TimeSpan.FromMinutes(options.Value.Allocation.Priorities.ServiceLevel.WindowMinutes);
        return performance.ReadAsync(account, cycleId.ScheduledAt - window, cycleId.ScheduledAt.AddSeconds(1), cancellationToken);
    }
}
