namespace CapacityFunctions.Forecasting.Series;

/// <summary>Fills missing steps for methods that need a complete history. The original keeps its gaps.</summary>
public static class GapRepair
{
    // One value beside a gap may be an outlier.
    private const int EdgeValues = 3;

    /// <summary>
    /// Without a season, or inside gaps shorter than an eighth of it: a straight line between the neighbours.
    /// In longer gaps: the nearest earlier and the nearest later season with a value at that phase, each shifted by the change of level
    /// between it and the end of the gap on its side, blended from the one to the other across the gap. Where only one of them exists it
    /// is led on a straight line from one end to the other; at the edge of the series it stands as it is.
    /// </summary>
    /// <param name="series">Any series; without a known value the result is all zero.</param>
    /// <param name="period">Season length in steps; 1 for none.</param>
    /// <returns>One finite value a step.</returns>
    public static double[] Fill(TimeSeries series, int period)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        double[] filled = series.Values.ToArray();
        if (series.KnownCount == series.Length || series.KnownCount == 0)
        {
            return filled;
        }

        ReadOnlySpan<bool> missing = series.Missing;
        for (int start = 0; start < filled.Length; start++)
        {
            if (!missing[start])
            {
                continue;
            }

            int end = start;
            while (end < filled.Length && missing[end])
            {
                end++;
            }

            FillGap(series, filled, start, end, period);
            start = end;
        }

        return filled;
    }

    private static void FillGap(TimeSeries series, double[] filled, int start, int end, int period)
    {
        bool isSeasonal = period > 1 && (end - start) * 8 >= period;
        double? before = isSeasonal ? LevelChange(series, start - 1, -1, -period) : null;
        double? after = isSeasonal ? LevelChange(series, end, 1, period) : null;
        double left = start > 0 ? series.Values[start - 1] : series.Values[end];
        double right = end < filled.Length ? series.Values[end] : left;

        // Without a later season the earlier one still has to meet the right end, and the other way round.
        double? beforeAtEnd = end < filled.Length ? right - SeasonAway(series, end, -period) : before;
        double? afterAtStart = start > 0 ? left - SeasonAway(series, start - 1, period) : after;
        bool isUsage = Minimum(series) >= 0;
        for (int i = start; i < end; i++)
        {
            double share = (double)(i - start + 1) / (end - start + 1);
            double? early = SeasonAway(series, i, -period) + before;
            double? late = SeasonAway(series, i, period) + after;
            double value = (early, late) switch
            {
                ({ } one, { } other) => one + (share * (other - one)),
                ({ } one, null) => one + (share * ((beforeAtEnd ?? before!.Value) - before!.Value)),
                (null, { } other) => other + ((1 - share) * ((afterAtStart ?? after!.Value) - after!.Value)),
                _ => left + (share * (right - left)),
            };

            // A shift must not push usage that never was negative below zero.
            filled[i] = isUsage ? Math.Max(0, value) : value;
        }
    }

    /// <summary>
    /// Mean difference between the values next to a gap and the same phases a season away; 0 at the edge of the series, null without such values.
    /// </summary>
    private static double? LevelChange(TimeSeries series, int edge, int direction, int away)
    {
        if (edge < 0 || edge >= series.Length)
        {
            return 0;
        }

        double sum = 0;
        int count = 0;
        for (int i = edge; i >= 0 && i < series.Length && Math.Abs(i - edge) < EdgeValues; i += direction)
        {
            if (series.TryGetValue(i, out double value) && SeasonAway(series, i, away) is { } other)
            {
                sum += value - other;
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }

    /// <summary>The nearest known value a whole number of seasons away on one side.</summary>
    private static double? SeasonAway(TimeSeries series, int index, int away)
    {
        for (int i = index + away; i >= 0 && i < series.Length; i += away)
        {
            if (series.TryGetValue(i, out double value))
            {
                return value;
            }
        }

        return null;
    }

    private static double Minimum(TimeSeries series)
    {
        double minimum = double.MaxValue;
        for (int i = 0; i < series.Length; i++)
        {
            minimum = series.TryGetValue(i, out double value) ? Math.Min(minimum, value) : minimum;
        }

        return minimum;
    }
}
