namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Numbers the steps of a UTC grid by the clock on the wall, so that a season which follows local time keeps its phase over a change of the
/// clock. A number is a <em>slot</em>: when the clock goes forward slots are left out, when it goes back steps share a slot.
/// </summary>
/// <remarks>
/// The clock moves by whole steps: a change of half a step or less (Lord Howe's 30 minutes on an hourly grid) leaves the grid alone.
/// </remarks>
/// <param name="zone">Where the wall is.</param>
/// <param name="step">Step of the grid.</param>
internal sealed class LocalGrid(TimeZoneInfo zone, TimeSpan step)
{
    // No clock was ever put back further than that (a day, where a country crossed the date line).
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromHours(26);

    public TimeSpan Step => step;

    /// <returns>Null for UTC, which needs none.</returns>
    public static LocalGrid? Of(TimeZoneInfo zone, TimeSpan step) => zone.Equals(TimeZoneInfo.Utc) ? null : new LocalGrid(zone, step);

    /// <summary>The slot of the step that begins at <paramref name="start"/>.</summary>
    public long SlotOf(DateTimeOffset start) => (start.UtcTicks / step.Ticks) + ShiftAt(start);

    /// <summary>The slot after all slots of the steps before <paramref name="end"/>: further on than that of the next step while an hour repeats.</summary>
    public long NextSlot(DateTimeOffset end)
    {
        long next = SlotOf(end - step) + 1;
        if (ShiftAt(end - LongestRepeat) > ShiftAt(end - step))
        {
            for (DateTimeOffset earlier = end - step; earlier > end - LongestRepeat; earlier -= step)
            {
                next = Math.Max(next, SlotOf(earlier) + 1);
            }
        }

        return next;
    }

    /// <summary>
    /// The series by the clock on the wall: its timestamps are local times, written as if they were UTC. An hour that the clock left out is
    /// missing. Of the steps that share a slot the first known one counts.
    /// </summary>
    public TimeSeries ToLocal(TimeSeries series)
    {
        long first = SlotOf(series.Start);
        double[] values = new double[series.Length > 0 ? (int)(NextSlot(series.End) - first) : 0];
        bool[] missing = new bool[values.Length];
        missing.AsSpan().Fill(value: true);
        for (int i = 0; i < series.Length; i++)
        {
            // Negative where the series begins inside the first pass of a repeated hour.
            long slot = SlotOf(series.TimestampAt(i)) - first;
            if (slot >= 0 && missing[slot] && series.TryGetValue(i, out double value))
            {
                values[slot] = value;
                missing[slot] = false;
            }
        }

        long phase = series.Start.UtcTicks % step.Ticks;
        DateTimeOffset start = new((first * step.Ticks) + phase + zone.BaseUtcOffset.Ticks, TimeSpan.Zero);
        return TimeSeries.FromMasked(start, step, values, missing);
    }

    /// <summary>An instant by the clock on the wall, written as if it were UTC.</summary>
    public DateTimeOffset LocalTimeOf(DateTimeOffset instant) =>
        new(instant.UtcTicks + zone.BaseUtcOffset.Ticks + (ShiftAt(instant) * step.Ticks), TimeSpan.Zero);

    /// <summary>Which step of a series each slot of <see cref="ToLocal"/> stands for; -1 for a slot that the clock left out.</summary>
    /// <param name="series">In UTC.</param>
    /// <param name="count">Slots of its local form.</param>
    public int[] Sources(TimeSeries series, int count)
    {
        int[] sources = new int[count];
        Array.Fill(sources, -1);
        long first = SlotOf(series.Start);
        for (int i = series.Length - 1; i >= 0; i--)
        {
            long slot = SlotOf(series.TimestampAt(i)) - first;
            if (slot >= 0)
            {
                sources[slot] = i;
            }
        }

        return sources;
    }

    /// <summary>
    /// The steps of a span that a model at slot <paramref name="next"/> still has to see, one entry a slot: the index in the span, or -1 for a
    /// slot that the clock left out. Steps whose slots were seen before are passed over.
    /// </summary>
    public int[] Unseen(DateTimeOffset start, int count, long next)
    {
        List<int> sources = new(count);
        for (int i = 0; i < count; i++)
        {
            long slot = SlotOf(start + (step * i));
            for (; next < slot; next++)
            {
                sources.Add(-1);
            }

            if (slot == next)
            {
                sources.Add(i);
                next++;
            }
        }

        return [.. sources];
    }

    /// <summary>
    /// How many slots after <paramref name="next"/> each step of a span lies; 0 for a slot that was seen before, whose nearest forecast that is.
    /// </summary>
    public int[] SlotsAhead(DateTimeOffset start, int count, long next)
    {
        int[] ahead = new int[count];
        for (int i = 0; i < count; i++)
        {
            ahead[i] = (int)Math.Max(0, SlotOf(start + (step * i)) - next);
        }

        return ahead;
    }

    /// <summary>Steps by which the clock on the wall is ahead of the zone's standard time.</summary>
    private long ShiftAt(DateTimeOffset instant)
    {
        long ticks = (zone.GetUtcOffset(instant) - zone.BaseUtcOffset).Ticks;
        return Math.Sign(ticks) * (((2 * Math.Abs(ticks)) + step.Ticks - 1) / (2 * step.Ticks));
    }
}
