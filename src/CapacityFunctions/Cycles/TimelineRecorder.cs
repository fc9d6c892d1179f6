using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Storage.Usage;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Writes what a cycle saw and did into the time line; before the first one what was used until then.</summary>
public sealed class TimelineRecorder(
    TimelineStore timeline, PredictionStore predictions, UsageStore usage, IOptions<CapacityOptions> options)
{
    /// <summary>Beyond so many series the history begins with the first cycle: reading weeks of each would outlast an activity.</summary>
    private const int MostSeriesWithHistory = 1_000;

    private const int ParallelReads = 8;

    /// <returns>The rows, one for each resource type.</returns>
    public async Task<IReadOnlyList<TimelineEntry>> RecordAsync(
        Cycle cycle,
        IReadOnlyList<AccountDecision> decisions,
        IReadOnlyDictionary<ResourceType, IReadOnlyList<ZoneOffer>> zones,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(decisions);

        Dictionary<ResourceType, double> nextHour = [];
        foreach (ResourceType resourceType in decisions.Select(decision => decision.ResourceType).Distinct())
        {
            if (await predictions.GetAsync(account: null, resourceType, ForecastHorizon.Hour, cycle.Id, cancellationToken) is { Prediction.Mean: { Count: > 0 } mean })
            {
                nextHour[resourceType] = mean.Max();
            }
        }

        IReadOnlyList<TimelineEntry> lines = CycleTimeline.Of(cycle, decisions, zones, nextHour);
        await timeline.SaveAsync(lines, cancellationToken);
        foreach (IGrouping<ResourceType, AccountDecision> byType in decisions.GroupBy(decision => decision.ResourceType))
        {
            if (!await timeline.HasHistoryAsync(byType.Key, cancellationToken))
            {
                await timeline.SaveHistoryAsync(byType.Key, await HistoryAsync(cycle, [.. byType], cancellationToken), cancellationToken);
            }
        }

        return lines;
    }

    private async Task<DemandHistory> HistoryAsync(Cycle cycle, AccountDecision[] decisions, CancellationToken cancellationToken)
    {
        DemandHistory history = new();
        if (decisions.Length > MostSeriesWithHistory)
        {
            return history;
        }

        DateTimeOffset until = cycle.Id.ScheduledAt;
        DateTimeOffset from = until.AddDays(-7 * options.Value.TrainingWeeks);
        Lock gate = new();
        await Parallel.ForEachAsync(
            decisions,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (decision, cancel) =>
            {
                UsageHistory used = await usage.ReadAsync(decision.AccountId, decision.ResourceType, from, until, cancel);
                lock (gate)
                {
                    history.Add(used.Timestamps.Span, used.Values.Span);
                }
            });
        return history;
    }
}
