namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Finds the periods with which a series really repeats: first those of the calendar, then any other. "None" is a valid answer, and the one for
/// at least 95 of 100 series of noise.
/// </summary>
public static class SeasonalPeriods
{
    private const int Most = 3;

    private static readonly TimeSpan[] Calendar = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(365.25)];

    /// <summary>
    /// Season lengths in steps, ascending, at most three. Day, week and (for steps of a day or more) year count when the history holds two of
    /// them and the autocorrelation at their lag is significant after the trend and the seasons found before are taken out; any other period when
    /// the history holds four and it stands out in the spectrum as well. Of a period and a multiple that adds nothing only the former
    /// is reported: jobs every six hours also repeat every day.
    /// </summary>
    public static IReadOnlyList<int> Detect(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        TimeSeries known = series.TrimStart();
        List<int> found = [];
        if (known.KnownCount == 0)
        {
            return found;
        }

        foreach (TimeSpan season in Calendar)
        {
            int period = StepsOf(season, series.Step);
            if (period < 2 || known.Length < 2 * period)
            {
                continue;
            }

            double[] remainder = Without(GapRepair.Fill(known, period), found);
            if (SeasonTest.IsSignificant(remainder, period, isYear: season == Calendar[^1]))
            {
                found.Add(PeriodSearch.Divisor(remainder, period) ?? period);
            }
        }

        double[] filled = GapRepair.Fill(known, found.Count > 0 ? found[^1] : 1);
        int named = found.Count;
        while (found.Count < Most && PeriodSearch.Find(Without(filled, found), found.ToArray().AsSpan(named)) is { } further && !found.Exists(period => IsRelated(period, further)))
        {
            found.Add(further);
        }

        found.Sort();
        return found;
    }

    /// <summary>0 where the season isn't one of this grid; a year is rounded to whole steps.</summary>
    private static int StepsOf(TimeSpan season, TimeSpan step)
    {
        if (season == Calendar[^1])
        {
            return step >= Calendar[0] ? (int)Math.Round(season / step) : 0;
        }

        return season.Ticks % step.Ticks == 0 ? (int)Math.Min(int.MaxValue, season.Ticks / step.Ticks) : 0;
    }

    /// <summary>A period that a found one repeats, or that differs from one by its rounding only.</summary>
    private static bool IsRelated(int found, int period) =>
        Math.Max(found, period) % Math.Min(found, period) == 0 || Math.Abs(found - period) * 10 <= found;

    private static double[] Without(double[] values, List<int> periods)
    {
        double[] remainder = (double[])values.Clone();
        foreach (int period in periods)
        {
            PhaseMeans.Remove(remainder, period);
        }

        return remainder;
    }
}
