namespace CapacityFunctions.Forecasting.Series;

/// <summary>Puts irregular observations on a regular grid whose buckets begin at multiples of the step since 0001-01-01 UTC.</summary>
public static class SeriesBuilder
{
    /// <param name="observations">In any order; the result doesn't depend on it.</param>
    /// <param name="step">Bucket width; a bucket holds the observations of [start, start + step).</param>
    /// <param name="aggregation">How several observations in one bucket become one value.</param>
    public static SeriesBuild Build(
        IEnumerable<Observation> observations,
        TimeSpan step,
        SeriesAggregation aggregation = SeriesAggregation.Max)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);

        Observation[] all = [.. observations];
        Observation[] finite = Array.FindAll(all, observation => double.IsFinite(observation.Value));

        // By value within a timestamp as well: a sum of doubles depends on the order of its terms.
        Array.Sort(finite, static (a, b) =>
            a.Timestamp.UtcTicks != b.Timestamp.UtcTicks ? a.Timestamp.UtcTicks.CompareTo(b.Timestamp.UtcTicks) : a.Value.CompareTo(b.Value));
        if (finite.Length == 0)
        {
            TimeSeries empty = TimeSeries.FromValues(DateTimeOffset.UnixEpoch, step, []);
            return new SeriesBuild(empty, 0, 0, all.Length, 0, 0);
        }

        return Fill(finite, all.Length - finite.Length, step, aggregation);
    }

    private static SeriesBuild Fill(Observation[] sorted, int rejected, TimeSpan step, SeriesAggregation aggregation)
    {
        long firstBucket = sorted[0].Timestamp.UtcTicks / step.Ticks;
        int length = checked((int)((sorted[^1].Timestamp.UtcTicks / step.Ticks) - firstBucket + 1));
        double[] values = new double[length];
        bool[] missing = new bool[length];
        missing.AsSpan().Fill(value: true);
        List<double> inBucket = [];
        int open = 0;
        int duplicates = 0;
        int merged = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            Observation observation = sorted[i];
            if (i > 0 && observation.Timestamp.UtcTicks == sorted[i - 1].Timestamp.UtcTicks && observation.Value == sorted[i - 1].Value)
            {
                duplicates++;
                continue;
            }

            int bucket = (int)((observation.Timestamp.UtcTicks / step.Ticks) - firstBucket);
            if (missing[bucket])
            {
                Close();
                missing[bucket] = false;
                open = bucket;
            }
            else
            {
                merged++;
            }

            inBucket.Add(observation.Value);
        }

        Close();

        int gaps = 0;
        for (int bucket = 0; bucket < length; bucket++)
        {
            gaps += missing[bucket] && !missing[bucket - 1] ? 1 : 0;
        }

        DateTimeOffset start = new(firstBucket * step.Ticks, TimeSpan.Zero);
        TimeSeries series = TimeSeries.FromMasked(start, step, values, missing);
        return new SeriesBuild(series, duplicates, merged, rejected, length - series.KnownCount, gaps);

        void Close()
        {
            if (inBucket.Count > 0)
            {
                values[open] = BucketValue.Of(inBucket, aggregation);
                inBucket.Clear();
            }
        }
    }
}
