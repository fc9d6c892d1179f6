using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Savings;

/// <summary>
/// Compares what is paid with the rule that needs no forecast: hold the highest demand ever seen before the day began, all day long.
/// </summary>
public static class StaticPeak
{
    /// <summary>
    /// What is held costs its price until the next entry says otherwise, and the last entry's until now. The peak would cost the mean price of what
    /// was held over the same time; where nothing was held, the mean price of the zones.
    /// </summary>
    /// <param name="entries">Of one resource type, in any order; the newest before <paramref name="from"/> counts from there on.</param>
    /// <param name="from">Begin of the day.</param>
    /// <param name="now">End of the time looked at.</param>
    /// <param name="peakDemand">The highest demand before the day, in units; null when none is known.</param>
    public static StaticPeakComparison Compare(
        IEnumerable<TimelineEntry> entries, DateTimeOffset from, DateTimeOffset now, double? peakDemand)
    {
        TimelineEntry[] ordered = [.. entries.Where(entry => entry.At < now).OrderBy(entry => entry.At)];
        decimal cost = 0;
        decimal unitHours = 0;
        decimal peakCost = 0;
        DateTimeOffset? since = null;
        for (int index = 0; index < ordered.Length; index++)
        {
            TimelineEntry entry = ordered[index];
            DateTimeOffset begin = entry.At < from ? from : entry.At;
            DateTimeOffset end = index + 1 < ordered.Length ? ordered[index + 1].At : now;
            if (end <= begin)
            {
                continue;
            }

            since ??= begin;
            decimal hours = (decimal)(end - begin).TotalHours;
            cost += entry.CostPerHour * hours;
            unitHours += entry.Reserved * hours;
            peakCost += (decimal)(peakDemand ?? 0) * PriceOf(entry) * hours;
        }

        return new StaticPeakComparison(since, cost, unitHours, peakDemand, peakDemand is null ? null : peakCost);
    }

    private static decimal PriceOf(TimelineEntry entry) =>
        entry.Reserved > 0 ? entry.CostPerHour / entry.Reserved
        : entry.Prices.Count > 0 ? entry.Prices.Values.Average()
        : 0;
}
