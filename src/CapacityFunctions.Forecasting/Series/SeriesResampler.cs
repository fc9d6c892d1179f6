namespace CapacityFunctions.Forecasting.Series;

/// <summary>Coarsens a grid, for example 5 minutes to 1 hour.</summary>
public static class SeriesResampler
{
    /// <summary>
    /// Aggregates the known values of each coarse bucket; a bucket without a known value is missing.
    /// Buckets begin at multiples of <paramref name="step"/>. A last bucket that the series doesn't cover to its end is left out,
    /// because its maximum is not known yet.
    /// </summary>
    /// <exception cref="ArgumentException">step is not a multiple of the series' step.</exception>
    public static TimeSeries Resample(TimeSeries series, TimeSpan step, SeriesAggregation aggregation = SeriesAggregation.Max)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (step.Ticks % series.Step.Ticks != 0)
        {
            throw new ArgumentException($"{step} is not a multiple of {series.Step}.", nameof(step));
        }

        if (step == series.Step || series.Length == 0)
        {
            return step == series.Step ? series : TimeSeries.FromValues(series.Start, step, []);
        }

        long firstBucket = series.Start.UtcTicks / step.Ticks;
        int length = Math.Max(0, (int)((series.End.UtcTicks / step.Ticks) - firstBucket));
        double[] values = new double[length];
        bool[] missing = new bool[length];
        List<double> inBucket = [];
        int next = 0;
        for (int bucket = 0; bucket < length; bucket++)
        {
            inBucket.Clear();
            for (; next < series.Length && (series.TimestampAt(next).UtcTicks / step.Ticks) - firstBucket == bucket; next++)
            {
                if (series.TryGetValue(next, out double value))
                {
                    inBucket.Add(value);
                }
            }

            missing[bucket] = inBucket.Count == 0;
            values[bucket] = missing[bucket] ? 0 : BucketValue.Of(inBucket, aggregation);
        }

        return TimeSeries.FromMasked(new DateTimeOffset(firstBucket * step.Ticks, TimeSpan.Zero), step, values, missing);
    }
}
