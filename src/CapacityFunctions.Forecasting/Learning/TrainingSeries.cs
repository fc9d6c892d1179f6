using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>A series of a panel as the training uses it.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="History">What of it is used.</param>
/// <param name="Cutoff">Index from which on the part that is judged knows nothing.</param>
/// <param name="End">Index from which on nobody knows anything.</param>
internal sealed record TrainingSeries(PanelSeries Source, TimeSeries History, int Cutoff, int End)
{
    // As much as the engine looks at.
    private const int MaxHistory = 8_640;

    /// <summary>
    /// The series to learn from, each once. A series that continues another one, or copies it, would teach what comes after the end of the
    /// other: of such a family only the shortest is learned from, up to the earliest cutoff of them all.
    /// </summary>
    /// <param name="panel">All series.</param>
    /// <param name="layout">Its period decides where selection looks.</param>
    /// <param name="spans">Receives what was seen of each series of the panel.</param>
    public static TrainingSeries[] Of(SeriesPanel panel, FeatureLayout layout, Dictionary<string, LearnedSpan> spans)
    {
        List<TrainingSeries> used = [];
        IEnumerable<IGrouping<int, TrainingSeries>> similar = panel.Series
            .Select(source => Of(source, panel.Horizon, layout))
            .Where(series => series.End > 0)
            .OrderBy(series => series.End)
            .GroupBy(series => HashOf(series.History));
        foreach (IGrouping<int, TrainingSeries> group in similar)
        {
            List<List<TrainingSeries>> families = [];
            foreach (TrainingSeries series in group)
            {
                if (families.Find(family => IsPrefix(family[0].History, series.History)) is { } known)
                {
                    known.Add(series);
                }
                else
                {
                    families.Add([series]);
                }
            }

            foreach (List<TrainingSeries> family in families)
            {
                TrainingSeries first = family[0];
                int cutoff = family.Min(series => series.Cutoff);
                used.Add(first with { Cutoff = cutoff });
                foreach (TrainingSeries series in family)
                {
                    spans[series.Source.Series.Id] = new LearnedSpan(series.History.TimestampAt(cutoff), series.History.TimestampAt(first.End));
                }
            }
        }

        return [.. used.OrderBy(series => series.Source.Series.Id, StringComparer.Ordinal)];
    }

    private static TrainingSeries Of(PanelSeries source, HorizonSpec horizon, FeatureLayout layout)
    {
        TimeSeries history = source.History.Tail(MaxHistory).TrimStart();
        if (history.KnownCount == 0)
        {
            return new TrainingSeries(source, history, 0, 0);
        }

        OriginPlan plan = OriginPlan.Create(history, horizon, layout.Period);

        // By the clock on the wall origins may lie a few steps aside.
        int cutoff = plan.Origins.Length > 0 ? Math.Max(0, plan.Origins[0] - horizon.OriginStride) : history.Length;
        return new TrainingSeries(source, history, cutoff, history.Length);
    }

    private static int HashOf(TimeSeries history)
    {
        HashCode hash = default;
        for (int i = 0; i < Math.Min(24, history.Length); i++)
        {
            hash.Add(history.Values[i]);
        }

        return hash.ToHashCode();
    }

    private static bool IsPrefix(TimeSeries shorter, TimeSeries longer) =>
        shorter.Start == longer.Start
        && longer.Values.StartsWith(shorter.Values)
        && longer.Missing.StartsWith(shorter.Missing);
}
