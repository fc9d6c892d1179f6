namespace CapacityFunctions.Storage.Usage;

/// <summary>Days of one series that are near enough to be read by one query and written by one batch; by day.</summary>
internal sealed record UsageRun(UsageSeriesKey Series, IReadOnlyList<KeyValuePair<UsageDay, DayBuckets>> Days)
{
    /// <summary>A batch holds 100 rows.</summary>
    private const int MostDays = 100;

    /// <summary>Days in between are read in vain; two queries are cheaper than more of them.</summary>
    private const int WidestGapDays = 7;

    internal static IEnumerable<UsageRun> Split(UsageSeriesKey series, IEnumerable<KeyValuePair<UsageDay, DayBuckets>> days)
    {
        List<KeyValuePair<UsageDay, DayBuckets>> run = [];
        foreach (KeyValuePair<UsageDay, DayBuckets> day in days.OrderBy(day => day.Key.Day).ThenBy(day => day.Key.Zone, StringComparer.Ordinal))
        {
            if (run.Count == MostDays || (run.Count > 0 && day.Key.Day.DayNumber - run[^1].Key.Day.DayNumber > WidestGapDays))
            {
                yield return new UsageRun(series, run);
                run = [];
            }

            run.Add(day);
        }

        if (run.Count > 0)
        {
            yield return new UsageRun(series, run);
        }
    }
}
