using System.Net;
using System.Text;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>The picture of a simulation: one HTML page that needs nothing else.</summary>
internal static class SimulationPicture
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:1020px;margin:24px auto;padding:0 16px;background:#fff}
        h1{font-size:22px;margin:0}h2{font-size:17px;margin:32px 0 8px}p{margin:6px 0;color:#4a5763}
        table{border-collapse:collapse;margin:14px 0;font-size:14px}th,td{padding:3px 12px;text-align:right;border-bottom:1px solid #e3e7eb}
        th:first-child,td:first-child{text-align:left;padding-left:0}th{font-weight:600;color:#4a5763}tr.best td{font-weight:600}
        svg{display:block;width:100%;height:auto;margin:4px 0 10px}
        svg{fill:#4a5763}text{font:11px system-ui,sans-serif}text.title{font-size:13px;font-weight:600}
        .middle{text-anchor:middle}.end{text-anchor:end}text.legend{font-size:12px}
        .grid{stroke:#e8ecef}.axis{stroke:#7b8794}.mark{stroke:#d55e00;stroke-dasharray:4 3}
        .key i{display:inline-block;width:14px;height:10px;margin:0 5px 0 14px}
        """;

    public static string Of(SimulationReport report)
    {
        StringBuilder page = new();
        string title = $"What reserving {WebUtility.HtmlEncode(report.ResourceType)} would have cost";
        page.Append($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{Style}</style></head><body>\n");
        page.Append($"<h1>{title}</h1>\n<p>{WebUtility.HtmlEncode(Summary(report))}</p>\n");
        page.Append(Table(report));
        ShortageChart chart = new(report);
        page.Append("<h2>Cost and reservation against shortage</h2>\n");
        page.Append(chart.Draw("cost", "Cost", "money, whole time", policy => policy.Cost, point => point.Cost, marksReactive: false)).Append('\n');
        page.Append(chart.Draw(
            "reserved", "Reserved", "unit hours, whole time", policy => policy.ReservedUnitHours, point => point.ReservedUnitHours, marksReactive: true)).Append('\n');
        page.Append("<h2>Over time, all accounts together</h2>\n<p class=\"key\">units, UTC; mean of each ")
            .Append(FormattableString.Invariant($"{report.Series.IntervalMinutes:0.##}"))
            .Append(" minutes<i style=\"background:#cfd6dd\"></i>demand<i style=\"background:#0072b2;height:3px\"></i>reservation<i style=\"background:#c0392b\"></i>shortage (strip below, with a scale of its own)</p>\n<p>Where every account has its own reservation, shortages of some stand beside unused reservations of others; only in the pool does capacity move to whoever needs it.</p>\n");
        foreach (PolicySeries policy in report.Series.Policies)
        {
            page.Append(PolicyTimeChart.Of(report, policy)).Append('\n');
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static string Summary(SimulationReport report) => FormattableString.Invariant(
        $"{report.Accounts.Count} accounts, {report.Start:d MMM yyyy HH:mm} to {report.End:d MMM yyyy HH:mm} UTC, decisions every {report.GridMinutes:0.##} minutes, in force after {report.ProvisioningMinutes:0.##}; a reserved unit costs {report.PricePerUnitHour} an hour, a missing one {report.ShortageCostPerUnitHour}. Nothing was known that lay in the future, except to clairvoyant.");

    private static string Table(SimulationReport report)
    {
        StringBuilder table = new("<table><tr><th>policy<th>reserved<th>used<th>shortage<th>share<th>cost<th>× clairvoyant<th>× reactive<th>changes</tr>\n");
        double? best = report.Policies.Where(policy => policy.Policy != Planning.Simulations.SimulationPolicyNames.Clairvoyant).Min(policy => (double?)policy.Cost);
        foreach (PolicyReport policy in report.Policies)
        {
            table.Append(policy.Cost == best ? "<tr class=\"best\">" : "<tr>").Append(FormattableString.Invariant(
                $"<td>{policy.Policy}<td>{policy.ReservedUnitHours:#,##0}<td>{policy.UsedUnitHours:#,##0}<td>{policy.ShortageUnitHours:#,##0}<td>{policy.ShortageShare * 100:0.00} %<td>{policy.Cost:#,##0}<td>{policy.CostVsClairvoyant:0.00}<td>{policy.CostVsReactive:0.000}<td>{policy.Increases + policy.Decreases:#,##0}</tr>\n"));
        }

        return table.Append("</table>\n").ToString();
    }
}
