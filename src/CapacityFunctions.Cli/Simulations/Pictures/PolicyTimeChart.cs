namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>One policy over time: demand as an area, the reservation as a line, the shortage in a strip of its own below.</summary>
internal static class PolicyTimeChart
{
    private const double Width = 980;
    private const double Left = 62;
    private const double Right = 970;
    private const double Top = 26;
    private const double Bottom = 176;
    private const double StripTop = 190;
    private const double StripBottom = 226;
    private const double Height = 246;
    private const double HalfLabel = 24;

    // A policy that reserves beyond this many times the others' highest gets a scale of its own.
    private const double OwnScaleFrom = 1.5;

    public static string Of(SimulationReport report, PolicySeries policy)
    {
        SeriesOverTime series = report.Series;
        SvgText svg = new(Width, Height, $"{policy.Policy}: demand, reservation and shortage over time");
        (double highest, bool isOwn) = Highest(series, policy);
        ChartScale amounts = new(0, highest, Bottom, Top);
        double worst = Math.Max(policy.Shortage.Max() ?? 0, 1e-9);
        ChartScale shortages = new(0, worst, StripBottom, StripTop);
        ChartScale times = new(report.Start.UtcTicks, report.End.UtcTicks, Left, Right);

        foreach (double tick in amounts.Ticks())
        {
            svg.Line(Left, amounts.At(tick), Right, amounts.At(tick), "grid");
            svg.Label(Left - 6, amounts.At(tick) + 4, "tick end", ChartScale.Short(tick));
        }

        foreach ((DateTimeOffset time, string label) in TimeTicks.Between(report.Start, report.End))
        {
            svg.Line(times.At(time.UtcTicks), Top, times.At(time.UtcTicks), StripBottom, "grid");
            bool isAtEdge = times.At(time.UtcTicks) > Right - HalfLabel;
            svg.Label(Math.Min(Right, times.At(time.UtcTicks)), StripBottom + 15, isAtEdge ? "tick end" : "tick middle", label);
        }

        string colour = PolicyColours.Of(policy.Policy);
        svg.Area(Points(series, series.Used, times, amounts), Bottom, "#cfd6dd");
        svg.Curve(Points(series, policy.Reserved, times, amounts), colour, 1.4);
        svg.Area(Points(series, policy.Shortage, times, shortages), StripBottom, "#c0392b");
        svg.Line(Left, Bottom, Right, Bottom, "axis");
        svg.Line(Left, StripBottom, Right, StripBottom, "axis");
        if (worst > 1e-9)
        {
            svg.Label(Left - 6, StripTop + 8, "tick end", ChartScale.Short(worst));
        }

        svg.Label(Left, Top - 10, "title", policy.Policy, colour);
        svg.Label(Right, Top - 10, "note end", Note(report, policy.Policy, isOwn));
        return svg.ToString();
    }

    private static string Note(SimulationReport report, string policy, bool isOwn)
    {
        PolicyReport figures = report.Policies.First(entry => entry.Policy == policy);
        string scale = isOwn ? ", own scale" : string.Empty;
        return FormattableString.Invariant($"cost {ChartScale.Short(figures.Cost)}, shortage {figures.ShortageShare * 100:0.00} % of use{scale}");
    }

    private static (double Highest, bool IsOwn) Highest(SeriesOverTime series, PolicySeries policy)
    {
        double[] peaks = [.. series.Policies.Select(other => other.Reserved.Max() ?? 0).Order()];
        double used = series.Used.Max() ?? 0;
        double common = Math.Max(used, peaks.Length > 1 ? peaks[^2] : peaks[^1]);
        double own = Math.Max(used, policy.Reserved.Max() ?? 0);
        bool isOwn = own > OwnScaleFrom * common;
        return (Math.Max(1e-9, 1.04 * (isOwn ? own : Math.Max(common, own))), isOwn);
    }

    private static (double X, double Y)?[] Points(SeriesOverTime series, IReadOnlyList<double?> values, ChartScale times, ChartScale amounts)
    {
        (double X, double Y)?[] points = new (double, double)?[values.Count];
        for (int i = 0; i < points.Length; i++)
        {
            // Drawn in the middle of the interval that it is the mean of.
            double ticks = series.Timestamps[i].UtcTicks + (series.IntervalMinutes * TimeSpan.TicksPerMinute / 2);
            points[i] = values[i] is { } value ? (Math.Min(Right, times.At(ticks)), amounts.At(value)) : null;
        }

        return points;
    }
}
