using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Usage;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Takes note of the newest usage before capacity is divided: forecasting and reserving took time.</summary>
public sealed class MeasureUsage(OutlookStore outlooks, UsageStore usage)
{
    /// <summary>Reads at once; storage serves this many without queueing.</summary>
    private const int Parallelism = 8;

    [Function(nameof(MeasureUsage))]
    public async Task<int> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<SeriesOutlook> known = await outlooks.ListAsync(cycle.CycleId, cancellationToken);
        Dictionary<SeriesKey, DateTimeOffset> newest = (await usage.ListSeriesAsync(cancellationToken))
            .ToDictionary(series => new SeriesKey(series.AccountId, series.ResourceType), series => series.NewestAt);
        SeriesOutlook[] moved = [.. known.Where(outlook => newest.GetValueOrDefault(new SeriesKey(outlook.AccountId, outlook.ResourceType)) > outlook.UsageAt)];

        SeriesOutlook[] measured = new SeriesOutlook[moved.Length];
        await Parallel.ForAsync(
            0,
            moved.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                UsageObservation? latest = await usage.LatestAsync(moved[index].AccountId, moved[index].ResourceType, token);
                measured[index] = moved[index] with { UsageNow = latest?.Amount ?? moved[index].UsageNow, UsageAt = latest?.Timestamp ?? moved[index].UsageAt };
            });

        await outlooks.SaveAsync(cycle.CycleId, measured, cancellationToken);
        return measured.Length;
    }
}
