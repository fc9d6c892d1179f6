using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>Predictions of accounts, and of the group where the account is null, newest cycle first.</summary>
public sealed class PredictionStore
{
    internal PredictionStore(StorageConnection connection)
    {
    }

    /// <summary>Writes predictions; a second time for the same account, resource type, horizon and cycle replaces the first.</summary>
    public Task SaveAsync(IReadOnlyList<StoredPrediction> predictions, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The prediction of the newest cycle; null when there is none.</summary>
    public Task<StoredPrediction?> LatestAsync(
        AccountId? account, ResourceType resourceType, ForecastHorizon horizon, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<StoredPrediction?> GetAsync(
        AccountId? account, ResourceType resourceType, ForecastHorizon horizon, CycleId cycleId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Predictions of cycles scheduled in [from, to), newest first.</summary>
    public Task<Page<StoredPrediction>> HistoryAsync(
        AccountId? account,
        ResourceType resourceType,
        ForecastHorizon horizon,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
