namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Values on a regular grid in UTC, oldest first, with gaps kept as gaps. Immutable.
/// A missing step is marked in <see cref="Missing"/>; its entry in <see cref="Values"/> is 0 and means nothing.
/// </summary>
/// <remarks>
/// A mask beside the values was preferred to NaN: NaN spreads silently through sums and comparisons, a mask has to be asked.
/// </remarks>
public sealed class TimeSeries
{
    private readonly double[] values;
    private readonly bool[] missing;

    private TimeSeries(DateTimeOffset start, TimeSpan step, double[] values, bool[] missing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        Start = start.ToUniversalTime();
        Step = step;
        this.values = values;
        this.missing = missing;
        KnownCount = missing.AsSpan().Count(value: false);
    }

    /// <summary>Start of the first step, offset zero.</summary>
    public DateTimeOffset Start { get; }

    public TimeSpan Step { get; }

    /// <summary>Number of steps, gaps included; may be 0.</summary>
    public int Length => values.Length;

    /// <summary>Exclusive end: the start of the step that follows the last one.</summary>
    public DateTimeOffset End => TimestampAt(Length);

    /// <summary>One entry a step; 0 where <see cref="Missing"/> says so.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>True where nothing was observed.</summary>
    public ReadOnlySpan<bool> Missing => missing;

    public int KnownCount { get; }

    /// <summary>Share of steps without a value, 0 to 1; 0 for an empty series.</summary>
    public double MissingShare => Length == 0 ? 0 : 1 - ((double)KnownCount / Length);

    /// <summary>Start of step <paramref name="index"/>, which may lie outside the series.</summary>
    public DateTimeOffset TimestampAt(int index) => Start + (Step * index);

    /// <summary>Index of the step that contains <paramref name="instant"/>; negative before the start, at least Length after the end.</summary>
    public int IndexOf(DateTimeOffset instant) => checked((int)Math.Floor((instant - Start) / Step));

    public bool TryGetValue(int index, out double value)
    {
        value = values[index];
        return !missing[index];
    }

    /// <summary>A series without gaps.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static TimeSeries FromValues(DateTimeOffset start, TimeSpan step, ReadOnlySpan<double> values) =>
        FromMasked(start, step, values, new bool[values.Length]);

    /// <summary>A series with gaps; entries of <paramref name="values"/> under the mask are ignored.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value that is not masked is not finite.</exception>
    public static TimeSeries FromMasked(DateTimeOffset start, TimeSpan step, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing)
    {
        if (values.Length != missing.Length)
        {
            throw new ArgumentException($"{values.Length} values but {missing.Length} marks.", nameof(missing));
        }

        double[] kept = new double[values.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            if (missing[i])
            {
                continue;
            }

            kept[i] = double.IsFinite(values[i])
                ? values[i]
                : throw new ArgumentException($"The value at step {i} is not finite; mark it missing.", nameof(values));
        }

        return new TimeSeries(start, step, kept, missing.ToArray());
    }

    /// <summary>Steps [start, start + length).</summary>
    public TimeSeries Slice(int start, int length) =>
        new(TimestampAt(start), Step, values.AsSpan(start, length).ToArray(), missing.AsSpan(start, length).ToArray());

    /// <summary>The first steps.</summary>
    public TimeSeries Head(int length) => Slice(0, length);

    /// <summary>The last steps, at most the whole series.</summary>
    public TimeSeries Tail(int length) => Slice(Math.Max(0, Length - length), Math.Min(length, Length));

    /// <summary>
    /// Adds missing steps until every step that is over at <paramref name="now"/> is on the grid; unchanged when it is there already.
    /// The step that contains now is not over and is left out.
    /// </summary>
    public TimeSeries ExtendTo(DateTimeOffset now)
    {
        int length = Math.Max(Length, IndexOf(now));
        if (length == Length)
        {
            return this;
        }

        double[] longer = new double[length];
        bool[] mask = new bool[length];
        values.CopyTo(longer, 0);
        missing.CopyTo(mask, 0);
        mask.AsSpan(Length).Fill(value: true);
        return new TimeSeries(Start, Step, longer, mask);
    }

    /// <summary>Joins newer steps; a gap between the two becomes missing steps, and where both cover a step the newer known value wins.</summary>
    /// <exception cref="ArgumentException">Steps differ, the grids are offset, or <paramref name="newer"/> starts before this series.</exception>
    public TimeSeries Append(TimeSeries newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        long offset = (newer.Start - Start).Ticks;
        if (newer.Step != Step || offset % Step.Ticks != 0 || offset < 0)
        {
            throw new ArgumentException("The newer series is on another grid or starts earlier.", nameof(newer));
        }

        int at = checked((int)(offset / Step.Ticks));
        int length = Math.Max(Length, at + newer.Length);
        double[] joined = new double[length];
        bool[] mask = new bool[length];
        mask.AsSpan().Fill(value: true);
        values.CopyTo(joined, 0);
        missing.CopyTo(mask, 0);
        for (int i = 0; i < newer.Length; i++)
        {
            if (!newer.missing[i])
            {
                joined[at + i] = newer.values[i];
                mask[at + i] = false;
            }
        }

        return new TimeSeries(Start, Step, joined, mask);
    }

    /// <summary>Drops missing steps before the first known one; empty when nothing is known.</summary>
    public TimeSeries TrimStart()
    {
        int first = missing.AsSpan().IndexOf(value: false);
        return first switch
        {
            < 0 => Slice(Length, 0),
            0 => this,
            _ => Slice(first, Length - first),
        };
    }
}
