using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>Predictions of accounts, and of the group where the account is null, newest cycle first.</summary>
public sealed class PredictionStore
{
    private const int MostErrorSampleBytes = 512 * 1024;
    private readonly StorageConnection _connection;

    internal PredictionStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes predictions; a second time for the same account, resource type, horizon and cycle replaces the first.</summary>
    /// <exception cref="ArgumentException">An interval has another number of steps than the mean, or there are too many error samples.</exception>
    public async Task SaveAsync(IReadOnlyList<StoredPrediction> predictions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        foreach (StoredPrediction prediction in predictions)
        {
            ThrowIfInvalid(prediction);
        }

        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        await table.UpsertAllAsync(predictions.Select(PredictionRow.From), cancellationToken);
    }

    /// <summary>The prediction of the newest cycle; null when there is none.</summary>
    public async Task<StoredPrediction?> LatestAsync(
        AccountId? account, ResourceType resourceType, ForecastHorizon horizon, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        KeyRange all = TableKey.StartingWith(resourceType.Value, ForecastHorizons.NameOf(horizon));
        return await table.FirstAsync(TableKey.OfAccount(account), all, cancellationToken) is { } row ? PredictionRow.Read(row) : null;
    }

    public async Task<StoredPrediction?> GetAsync(
        AccountId? account, ResourceType resourceType, ForecastHorizon horizon, CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        string key = PredictionRow.RowKey(resourceType, horizon, cycleId);
        return await table.FindAsync(TableKey.OfAccount(account), key, cancellationToken) is { } row ? PredictionRow.Read(row) : null;
    }

    /// <summary>The newest prediction of the cycles scheduled in [from, to), without its error samples; null when there is none.</summary>
    public async Task<WorkloadPrediction?> NewestAsync(
        AccountId? account,
        ResourceType resourceType,
        ForecastHorizon horizon,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        KeyRange rows = TableKey.FallingBetween(from, to, resourceType.Value, ForecastHorizons.NameOf(horizon));
        AsyncPageable<TableEntity> found = table.QueryAsync<TableEntity>(
            RowOperations.RangeFilter(TableKey.OfAccount(account), rows), maxPerPage: 1, PredictionRow.WithoutSamples, cancellationToken);
        await foreach (TableEntity row in found)
        {
            return PredictionRow.Read(row).Prediction;
        }

        return null;
    }

    /// <summary>Predictions of cycles scheduled in [from, to), newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<StoredPrediction>> HistoryAsync(
        AccountId? account,
        ResourceType resourceType,
        ForecastHorizon horizon,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        KeyRange rows = TableKey.FallingBetween(from, to, resourceType.Value, ForecastHorizons.NameOf(horizon));
        return await table.ReadPageAsync(
            TableKey.OfAccount(account), rows, pageSize, continuationToken, PredictionRow.Read, cancellationToken);
    }

    /// <summary>Deletes predictions of cycles scheduled before an instant, of every horizon.</summary>
    /// <param name="account">Whose; null: of the group.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        AccountId? account, ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Predictions, cancellationToken);
        int rows = 0;
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            if (rows < limit)
            {
                KeyRange aged = TableKey.FallingBetween(DateTimeOffset.MinValue, instant, resourceType.Value, ForecastHorizons.NameOf(horizon));
                rows += await table.DeleteRowsAsync(TableKey.OfAccount(account), aged, limit - rows, cancellationToken);
            }
        }

        return rows;
    }

    private static void ThrowIfInvalid(StoredPrediction stored)
    {
        int steps = stored.Prediction.Mean.Count;
        if (stored.Prediction.Intervals.Any(interval => interval.Lower.Count != steps || interval.Upper.Count != steps))
        {
            throw new ArgumentException($"Every interval needs {steps} steps, as the mean has.", nameof(stored));
        }

        if (stored.ErrorSamples.Length > MostErrorSampleBytes)
        {
            throw new ArgumentException(
                $"Error samples have at most {MostErrorSampleBytes} bytes; these have {stored.ErrorSamples.Length}.", nameof(stored));
        }
    }
}
