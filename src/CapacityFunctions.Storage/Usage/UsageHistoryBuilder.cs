namespace CapacityFunctions.Storage.Usage;

/// <summary>Adds days of several zones up to one history.</summary>
internal sealed class UsageHistoryBuilder(UsageSeriesKey series, DateTimeOffset from, DateTimeOffset to)
{
    private readonly SortedDictionary<DateTimeOffset, double> _totals = [];
    private readonly List<(string Zone, DateTimeOffset Bucket, double Amount)> _zoned = [];
    private DateTimeOffset _newestAt = DateTimeOffset.MinValue;

    internal UsageSeriesKey Series => series;

    internal DateOnly FirstDay => DateOnly.FromDateTime(from.UtcDateTime);

    internal DateOnly LastDay => DateOnly.FromDateTime(to.AddTicks(-1).UtcDateTime);

    internal void Add(UsageDay day, DayBuckets buckets)
    {
        DateTimeOffset midnight = new(day.Day, TimeOnly.MinValue, TimeSpan.Zero);
        for (int index = 0; index < DayBuckets.Count; index++)
        {
            DateTimeOffset bucket = midnight + (DayBuckets.Width * index);
            if (bucket >= from && bucket < to && buckets.TryGet(index, out double amount))
            {
                _totals[bucket] = _totals.GetValueOrDefault(bucket) + amount;
                _zoned.Add((day.Zone, bucket, amount));
            }
        }

        _newestAt = buckets.NewestAt > _newestAt ? buckets.NewestAt : _newestAt;
    }

    internal UsageHistory Build() => new()
    {
        AccountId = series.AccountId,
        ResourceType = series.ResourceType,
        Timestamps = _totals.Keys.ToArray(),
        Values = _totals.Values.ToArray(),
        ZoneShares = ZoneShares(),
        Latest = _totals.Count == 0 ? null : Latest(_totals.Last()),
    };

    private UsageObservation Latest(KeyValuePair<DateTimeOffset, double> newest)
    {
        bool observedInIt = _newestAt >= newest.Key && _newestAt < newest.Key + DayBuckets.Width;
        return new UsageObservation(observedInIt ? _newestAt : newest.Key, newest.Value);
    }

    private Dictionary<string, double> ZoneShares()
    {
        DateTimeOffset dayBefore = _totals.Count == 0 ? from : _totals.Keys.Last().AddDays(-1);
        Dictionary<string, double> amounts = _zoned
            .Where(entry => entry.Zone.Length > 0 && entry.Bucket > dayBefore)
            .GroupBy(entry => entry.Zone, StringComparer.Ordinal)
            .ToDictionary(zone => zone.Key, zone => zone.Sum(entry => entry.Amount), StringComparer.Ordinal);
        double total = amounts.Values.Sum();
        return total > 0 ? amounts.ToDictionary(zone => zone.Key, zone => zone.Value / total, StringComparer.Ordinal) : [];
    }
}
