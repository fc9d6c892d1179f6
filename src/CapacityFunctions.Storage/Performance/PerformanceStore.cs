using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Performance;

/// <summary>Measured latency and throughput: one row holds a UTC hour of one account, to the second.</summary>
public sealed class PerformanceStore
{
    /// <summary>Days written at once; an import of many accounts is bound by the service, not by waiting for it.</summary>
    private const int ParallelWrites = 8;

    private readonly StorageConnection _connection;

    internal PerformanceStore(StorageConnection connection) => _connection = connection;

    /// <summary>
    /// Adds measurements in any order. A value replaces the one of the same account and second, the later of a batch counts, and what was not
    /// measured replaces nothing: so the same row twice changes nothing.
    /// </summary>
    /// <returns>How many samples changed.</returns>
    /// <exception cref="ArgumentException">A value is not finite or negative, or neither is there; nothing was written.</exception>
    /// <exception cref="ConcurrencyConflictException">Other writers kept changing the same hours; some of the rows may be written, so append all again.</exception>
    public async Task<int> AppendAsync(IReadOnlyList<AccountPerformance> measurements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        foreach (AccountPerformance measurement in measurements)
        {
            ThrowIfInvalid(measurement);
        }

        TableClient table = await _connection.TableAsync(StorageTable.Performance, cancellationToken);
        ParallelOptions bound = new() { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken };
        int changed = 0;
        await Parallel.ForEachAsync(
            ByDay(measurements), bound, async (day, cancel) => Interlocked.Add(ref changed, await day.WriteAsync(table, cancel)));
        return changed;
    }

    /// <summary>What was measured of an account in [from, to), by time.</summary>
    public async Task<IReadOnlyList<ServiceLevelSample>> ReadAsync(
        AccountId account, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        if (from >= to)
        {
            return [];
        }

        TableClient table = await _connection.TableAsync(StorageTable.Performance, cancellationToken);
        List<ServiceLevelSample> samples = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            PerformanceRows.Partition(account), TableKey.HoursBetween(from, to), cancellationToken: cancellationToken))
        {
            (DateTimeOffset hour, HourSamples measured) = PerformanceRows.Read(row);
            samples.AddRange(measured.Samples(hour).Where(sample => sample.At >= from && sample.At < to));
        }

        return samples;
    }

    /// <summary>Deletes the hours before the one of an instant.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="instant">Its UTC hour stays whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        AccountId account, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Performance, cancellationToken);
        return await table.DeleteRowsAsync(PerformanceRows.Partition(account), TableKey.HoursBefore(instant), limit, cancellationToken);
    }

    private static IEnumerable<PerformanceDay> ByDay(IReadOnlyList<AccountPerformance> measurements) => measurements
        .GroupBy(measurement => (measurement.AccountId, measurement.Sample.At.UtcDateTime.Date))
        .Select(day => new PerformanceDay(day.Key.AccountId, ByHour(day.Select(measurement => measurement.Sample))));

    private static Dictionary<DateTimeOffset, HourSamples> ByHour(IEnumerable<ServiceLevelSample> samples)
    {
        Dictionary<DateTimeOffset, HourSamples> hours = [];
        foreach (ServiceLevelSample sample in samples)
        {
            DateTimeOffset hour = PerformanceRows.HourOf(sample.At);
            if (!hours.TryGetValue(hour, out HourSamples? measured))
            {
                hours.Add(hour, measured = new HourSamples());
            }

            measured.Add(sample);
        }

        return hours;
    }

    private static void ThrowIfInvalid(AccountPerformance measurement)
    {
        ServiceLevelSample sample = measurement.Sample;
        if ((sample.LatencyMs is null && sample.Throughput is null) || !IsAmount(sample.LatencyMs) || !IsAmount(sample.Throughput))
        {
            throw new ArgumentException(
                $"Performance of {measurement.AccountId} at {sample.At:O} is {sample.LatencyMs} ms and {sample.Throughput} requests a second; one must be there, finite and 0 or more.",
                nameof(measurement));
        }

        static bool IsAmount(double? value) => value is null or (>= 0 and < double.PositiveInfinity);
    }
}
