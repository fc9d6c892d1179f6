using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>Something against the shortage share: the policies as dots, their sweeps as curves.</summary>
/// <param name="report">What was found.</param>
internal sealed class ShortageChart(SimulationReport report)
{
    private const double Width = 980;
    private const double Height = 400;
    private const double Left = 78;
    private const double Right = 800;
    private const double Top = 34;
    private const double Bottom = 346;
    private const double LegendX = 822;

    // Shares below it are as good as none.
    private const double LeastShare = 1e-5;

    /// <param name="id">Of the frame, once in a page.</param>
    /// <param name="title">What is drawn.</param>
    /// <param name="unit">What the vertical axis counts.</param>
    /// <param name="ofPolicy">The value of a policy.</param>
    /// <param name="ofPoint">The value of a point of a sweep.</param>
    /// <param name="marksReactive">Whether the shortage of reactive is marked.</param>
    public string Draw(
        string id, string title, string unit, Func<PolicyReport, double> ofPolicy, Func<SweepReport, double> ofPoint, bool marksReactive)
    {
        SvgText svg = new(Width, Height, title);
        PolicyReport[] shown = [.. report.Policies.Where(policy => policy.ShortageShare >= LeastShare)];
        double[] shares = [.. shown.Select(policy => policy.ShortageShare), .. report.Sweep.Select(point => point.ShortageShare).Where(share => share >= LeastShare)];
        ChartScale across = new(
            Math.Max(LeastShare, shares.DefaultIfEmpty(0.001).Min() * 0.8), Math.Max(1e-3, shares.DefaultIfEmpty(1).Max() * 1.25), Left, Right, IsLogarithmic: true);
        ChartScale up = new(0, Math.Max(1e-9, 1.08 * report.Policies.Max(ofPolicy)), Bottom, Top);
        DrawAxes(svg, across, up, unit);
        svg.Label(Left, Top - 14, "title", title);

        svg.BeginClip(id, Left, Top, Right, Bottom);
        if (marksReactive && shown.FirstOrDefault(policy => policy.Policy == SimulationPolicyNames.Reactive) is { } reactive)
        {
            svg.Line(across.At(reactive.ShortageShare), Top, across.At(reactive.ShortageShare), Bottom, "mark");
        }

        foreach (PolicyReport policy in report.Policies.Except(shown))
        {
            svg.Curve([(Left, up.At(ofPolicy(policy))), (Right, up.At(ofPolicy(policy)))], PolicyColours.Of(policy.Policy), 1);
        }

        foreach (IGrouping<string, SweepReport> curve in report.Sweep.GroupBy(point => point.Policy, StringComparer.Ordinal))
        {
            svg.Curve(
                curve.Where(point => point.ShortageShare >= LeastShare).OrderBy(point => point.ShortageShare)
                    .Select(point => ((double, double)?)(across.At(point.ShortageShare), up.At(ofPoint(point)))),
                PolicyColours.Of(curve.Key),
                1.8);
        }

        foreach (PolicyReport policy in shown)
        {
            svg.Dot(across.At(policy.ShortageShare), up.At(ofPolicy(policy)), PolicyColours.Of(policy.Policy), policy.Policy);
        }

        svg.EndClip();
        DrawLegend(svg, shown);
        return svg.ToString();
    }

    private static void DrawAxes(SvgText svg, ChartScale across, ChartScale up, string unit)
    {
        foreach (double tick in up.Ticks())
        {
            svg.Line(Left, up.At(tick), Right, up.At(tick), "grid");
            svg.Label(Left - 6, up.At(tick) + 4, "tick end", ChartScale.Short(tick));
        }

        foreach (double tick in across.Ticks())
        {
            svg.Line(across.At(tick), Top, across.At(tick), Bottom, "grid");
            svg.Label(across.At(tick), Bottom + 16, "tick middle", FormattableString.Invariant($"{tick * 100:0.###} %"));
        }

        svg.Line(Left, Bottom, Right, Bottom, "axis");
        svg.Line(Left, Top, Left, Bottom, "axis");
        svg.Label((Left + Right) / 2, Bottom + 38, "note middle", "shortage ÷ use (logarithmic)");
        svg.Label(Right, Top - 14, "note end", unit);
    }

    private void DrawLegend(SvgText svg, PolicyReport[] shown)
    {
        double y = Top + 10;
        foreach (PolicyReport policy in report.Policies)
        {
            string colour = PolicyColours.Of(policy.Policy);
            if (shown.Contains(policy))
            {
                svg.Dot(LegendX, y - 4, colour, policy.Policy);
            }
            else
            {
                svg.Line(LegendX - 8, y - 4, LegendX + 8, y - 4, "axis");
            }

            svg.Label(LegendX + 14, y, "legend", shown.Contains(policy) ? policy.Policy : $"{policy.Policy} (none)", colour);
            y += 22;
        }

        svg.Label(LegendX - 8, y + 8, "note", "curves: the parameter");
        svg.Label(LegendX - 8, y + 23, "note", "of the policy turned");
    }
}
