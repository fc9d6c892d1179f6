using CapacityFunctions.Api.Forecasts;
using CapacityFunctions.Api.Usage;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Api.Overview;

/// <summary>Gathers what the view of one account shows.</summary>
public sealed class AccountViewReader(
    AccountStore accounts,
    CycleStore cycles,
    DecisionStore decisions,
    OverrideStore overrides,
    PredictionStore predictions,
    UsageStore usage,
    TimeProvider time)
{
    private const int MostCycles = 1_000;
    private const int ParallelReads = 16;

    /// <returns>Null when there is no such account.</returns>
    public async Task<AccountView?> ReadAsync(AccountId id, ResourceType? wanted, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(id, cancellationToken) is not { } found)
        {
            return null;
        }

        ResourceType[] types = [.. (await usage.ListSeriesAsync(cancellationToken)).Where(series => series.AccountId == id).Select(series => series.ResourceType)];
        if ((wanted ?? types.Concat(found.Value.Resources.Keys.Order()).Select(type => (ResourceType?)type).FirstOrDefault()) is not { } resourceType)
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset from = now - ViewWindow.PastOf(horizon);
        Task<UsageHistory> used = usage.ReadAsync(id, resourceType, from, now, cancellationToken);
        Task<StoredPrediction?> predicted = predictions.LatestAsync(id, resourceType, horizon, cancellationToken);
        Task<IReadOnlyList<Override>> open = overrides.ListOpenAsync(now, cancellationToken);
        IReadOnlyList<AccountDecision> decided = await DecisionsAsync(id, resourceType, from, now, horizon, cancellationToken);
        WorkloadPrediction? prediction = (await predicted)?.Prediction;
        return new AccountView
        {
            Now = now,
            Account = found.Value,
            ResourceType = resourceType,
            ResourceTypes = types,
            Usage = UsageReport.Of(await used),
            Forecast = prediction is null ? null : ForecastReport.Of(prediction, actuals: null),
            Decisions = decided,
            Overrides = [.. (await open).Where(instruction => instruction.Covers(id, resourceType))],
        };
    }

    private async Task<IReadOnlyList<AccountDecision>> DecisionsAsync(
        AccountId id, ResourceType resourceType, DateTimeOffset from, DateTimeOffset now, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        List<CycleId> ended = [];
        string? token = null;
        do
        {
            Page<Cycle> page = await cycles.ListAsync(from, now.AddMinutes(1), MostCycles, token, cancellationToken);
            ended.AddRange(page.Items.Where(cycle => cycle.Summary is { Series: > 0 }).Select(cycle => cycle.Id));
            token = page.ContinuationToken;
        }
        while (token is not null);

        // The newest always; an app that was down for longer has none in the window, and then its last one is shown.
        CycleId[] looked = [.. ended.Where((_, index) => index % ViewWindow.EveryNthCycleOf(horizon) == 0)];
        if (looked.Length == 0 && await cycles.LatestAsync(cancellationToken) is { Summary: { Series: > 0 } } latest)
        {
            looked = [latest.Id];
        }

        AccountDecision?[] read = new AccountDecision?[looked.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, looked.Length),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (index, cancel) => read[index] = await decisions.GetAsync(looked[index], id, resourceType, cancel));
        return [.. read.OfType<AccountDecision>()];
    }
}
