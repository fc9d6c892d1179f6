using CapacityFunctions.Api.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overviews;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Savings;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Timeline;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Api.Overview;

/// <summary>Gathers what the view of the group shows.</summary>
public sealed class OverviewReader(
    AccountStore accounts,
    CycleStore cycles,
    DecisionStore decisions,
    OverrideStore overrides,
    PredictionStore predictions,
    RequestStore requests,
    TimelineStore timeline,
    IOptions<CapacityOptions> options,
    TimeProvider time)
{
    private const string Timer = "timer";
    private const int MostCycles = 1_000;

    /// <summary>The decisions of a cycle that has ended don't change any more: between two cycles they are read once.</summary>
    private (CycleId Id, IReadOnlyList<AccountDecision> Decisions)? _known;

    /// <param name="wanted">Null for the first there is.</param>
    /// <param name="horizon">Of the prediction, and of how much past comes with it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when there is no such resource type.</returns>
    public async Task<OverviewReport?> ReadAsync(ResourceType? wanted, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<Cycle> day = await RecentAsync(now, cancellationToken);
        Task<IReadOnlyList<Planning.Overrides.Override>> open = overrides.ListOpenAsync(now, cancellationToken);
        Cycle? decided = LastDecided(day);
        IReadOnlyList<AccountDecision> all = decided is null ? [] : await DecisionsAsync(decided.Id, cancellationToken);
        ResourceType[] types = [.. all.Select(decision => decision.ResourceType).Distinct().Order()];
        ResourceType? shown = wanted ?? (types.Length > 0 ? types[0] : null);
        SystemState system = StateOf(day, decided, now);
        if (wanted is not null && types.Length > 0 && !types.Contains(wanted.Value))
        {
            return null;
        }

        if (decided is null || shown is not { } resourceType)
        {
            return new OverviewReport
            {
                Now = now,
                ResourceTypes = types,
                System = system,
                Timeline = new TimelineReport(),
                Accounts = [],
                Overrides = await open,
            };
        }

        Task<IReadOnlyList<LinkedAccount>> described = accounts.ListAsync(cancellationToken);
        Task<IReadOnlyList<Planning.Reservations.ReservationRequest>> asked = requests.ListForCycleAsync(decided.Id, cancellationToken);
        Task<StoredPrediction?[]> forecasts = Task.WhenAll(
            ForecastHorizons.All.Select(each => predictions.LatestAsync(account: null, resourceType, each, cancellationToken)));
        DateTimeOffset since = now - ViewWindow.PastOf(horizon);
        Task<IReadOnlyList<TimelineEntry>> entries = timeline.ListAsync(resourceType, since, now.AddMinutes(1), cancellationToken);
        Task<IReadOnlyList<DemandPoint>> demand = timeline.DemandAsync(resourceType, since, now.AddMinutes(1), cancellationToken);
        Task<StaticPeakComparison> today = TodayAsync(resourceType, now, cancellationToken);

        TimelineEntry? entry = await timeline.FindAsync(resourceType, decided.Id, cancellationToken);
        WorkloadPrediction? prediction = (await forecasts)[(int)horizon]?.Prediction;
        return new OverviewReport
        {
            Now = now,
            ResourceTypes = types,
            ResourceType = resourceType,
            System = system,
            Group = new GroupTotals(decided.Id, entry, PeaksOf(await forecasts)),
            Today = await today,
            Forecast = prediction is null ? null : ForecastReport.Of(prediction, actuals: null),
            Timeline = TimelineReport.Of(resourceType, await entries, await demand),
            Accounts = AccountOverviews.Of(
                all.Where(decision => decision.ResourceType == resourceType),
                await described,
                await asked,
                entry?.Prices ?? new Dictionary<string, decimal>(StringComparer.Ordinal)),
            Overrides = await open,
        };
    }

    /// <summary>The cycles of the last day, newest first; when the app was down for longer, the newest there is.</summary>
    internal async Task<IReadOnlyList<Cycle>> RecentAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Page<Cycle> day = await cycles.ListAsync(now.AddDays(-1), now.AddMinutes(1), MostCycles, continuationToken: null, cancellationToken);
        return day.Items.Count > 0 || await cycles.LatestAsync(cancellationToken) is not { } latest ? day.Items : [latest];
    }

    /// <summary>The newest cycle that has ended with decisions, of cycles by falling time.</summary>
    internal static Cycle? LastDecided(IEnumerable<Cycle> cycles) => cycles.FirstOrDefault(cycle => cycle.Summary is { Series: > 0 });

    private IReadOnlyList<HorizonPeak> PeaksOf(IEnumerable<StoredPrediction?> forecasts) =>
    [
        .. forecasts.OfType<StoredPrediction>()
            .Where(stored => stored.Prediction.Intervals.Any(interval => interval.Level == options.Value.DecisionLevel))
            .Select(stored => PredictionPeaks.Of(stored.Prediction, options.Value.DecisionLevel)),
    ];

    private static SystemState StateOf(IReadOnlyList<Cycle> day, Cycle? decided, DateTimeOffset now) => new(
        CycleFacts.Of(day.Count > 0 ? day[0] : null),
        CycleFacts.Of(decided),
        (decided?.EndedAt - decided?.StartedAt)?.TotalSeconds,
        day.Count,
        MissedTicks.Count(day, now, Timer),
        day.Count(cycle => cycle.Status == CycleStatus.Failed),
        day.Sum(cycle => cycle.Summary?.FailedRequests ?? 0),
        decided?.Summary?.PendingRequests ?? 0);

    private async Task<StaticPeakComparison> TodayAsync(ResourceType resourceType, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        DateTimeOffset midnight = new(today, TimeOnly.MinValue, TimeSpan.Zero);
        TimelineEntry? before = await timeline.LastOfDayAsync(resourceType, today.AddDays(-1), cancellationToken);
        IReadOnlyList<TimelineEntry> entries = await timeline.ListAsync(resourceType, midnight, now.AddMinutes(1), cancellationToken);
        return StaticPeak.Compare(
            before is null ? entries : entries.Prepend(before),
            midnight,
            now,
            await timeline.PeakBeforeAsync(resourceType, today, cancellationToken));
    }

    private async Task<IReadOnlyList<AccountDecision>> DecisionsAsync(CycleId id, CancellationToken cancellationToken)
    {
        if (_known is { } known && known.Id == id)
        {
            return known.Decisions;
        }

        IReadOnlyList<AccountDecision> read = await decisions.ListAsync(id, cancellationToken);
        _known = (id, read);
        return read;
    }
}
